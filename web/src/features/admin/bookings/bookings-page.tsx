import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { findReservationsOptions } from '@/api/@tanstack/react-query.gen'
import { bookingStatus } from '@/features/admin/bookings/booking-status'
import { paymentStatus } from '@/features/admin/bookings/payment-status'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { Cell, DataTable, Head, RowHead } from '@/features/admin/shell/data-table'
import { Pager } from '@/features/admin/shell/pager'
import { SearchField } from '@/features/admin/shell/search-field'
import { positive, present, text, type Written } from '@/features/admin/shell/search'
import { Localized } from '@/components/localized'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { formatDate, dayOf, timeOf } from '@/lib/format/dates'
import { formatMoney } from '@/lib/format/money'

type BookingsPageProps = { written: Written; onSearch: (search: Written) => void }

/** Somebody's booking, by what they can say at the box office or on the telephone. */
export function BookingsPage({ written, onSearch }: BookingsPageProps) {
  const q = text(written['q'], 254)
  const page = positive(written['page'])
  const bookings = useQuery({
    ...findReservationsOptions({ query: { ...(page && { page }), q: q ?? '', pageSize: 25 } }),
    enabled: q !== undefined,
    placeholderData: q === undefined ? undefined : keepPreviousData,
  })
  return (
    <AdminPage
      title={t`Bookings`}
      lead={t`Find somebody’s booking, and cancel it or tickets of it.`}
    >
      <search className="max-w-md">
        <SearchField
          label={t`Reference or email address`}
          value={q}
          onSearch={(q) => onSearch(present({ q }))}
        />
      </search>
      {bookings.isError && (
        <ErrorPanel error={bookings.error} onRetry={() => void bookings.refetch()} />
      )}
      {bookings.isLoading && (
        <Loading label={t`Looking for bookings`}>
          <Skeleton className="h-40" />
        </Loading>
      )}
      {q !== undefined && bookings.data?.items.length === 0 && (
        <EmptyPanel title={t`No booking found`}>
          <Trans>
            A reference has ten letters and digits. An address is found as it was given, whole.
          </Trans>
        </EmptyPanel>
      )}
      {q !== undefined && bookings.data && bookings.data.items.length > 0 && (
        <>
          <DataTable
            caption={t`Bookings`}
            busy={bookings.isFetching}
            head={
              <>
                <Head>
                  <Trans>Reference</Trans>
                </Head>
                <Head>
                  <Trans>Who</Trans>
                </Head>
                <Head>
                  <Trans>Show</Trans>
                </Head>
                <Head>
                  <Trans>Seats</Trans>
                </Head>
                <Head>
                  <Trans>Status</Trans>
                </Head>
                <Head>
                  <Trans>Payment</Trans>
                </Head>
                <Head numeric>
                  <Trans>Total</Trans>
                </Head>
              </>
            }
          >
            {bookings.data.items.map(({ reservation, customer }) => (
              <tr key={reservation.reservationId} className="align-top">
                <RowHead>
                  <Link
                    to="/admin/bookings/$reservationId"
                    params={{ reservationId: String(reservation.reservationId) }}
                    className="link -my-2 inline-flex min-h-11 items-center font-mono"
                  >
                    {reservation.reference}
                  </Link>
                </RowHead>
                <Cell className="min-w-40 wrap-anywhere">
                  {customer.name}
                  <div className="text-sm text-muted">{customer.email}</div>
                </Cell>
                <Cell className="min-w-48">
                  {reservation.showtime.movieTitle}
                  <div className="text-sm text-muted">
                    <Localized>
                      {formatDate(dayOf(reservation.showtime.startsAt))},{' '}
                      {timeOf(reservation.showtime.startsAt)}
                    </Localized>
                    , {reservation.showtime.cinema.name}
                  </div>
                </Cell>
                <Cell className="min-w-28">
                  {reservation.tickets.map(({ seatLabel }) => seatLabel).join(', ')}
                </Cell>
                <Cell>{bookingStatus(reservation)}</Cell>
                <Cell>{paymentStatus(reservation)}</Cell>
                <Cell numeric>{formatMoney(reservation.total, reservation.currency)}</Cell>
              </tr>
            ))}
          </DataTable>
          <Pager {...bookings.data} onPage={(page) => onSearch(present({ q, page }))} />
        </>
      )}
    </AdminPage>
  )
}
