import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ManagedReservation } from '@/api'
import { getAnyReservationOptions } from '@/api/@tanstack/react-query.gen'
import { bookingStatus } from '@/features/admin/bookings/booking-status'
import { CancelForm } from '@/features/admin/bookings/cancel-form'
import { paymentAmounts, paymentStatus } from '@/features/admin/bookings/payment-status'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { Localized } from '@/components/localized'
import { NotFoundPage } from '@/components/not-found-page'
import { buttonClass } from '@/components/ui/button'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { Problem } from '@/lib/api/problem'
import { formatDayAndTime } from '@/lib/format/dates'
import { formatMoney } from '@/lib/format/money'
import { serverNow } from '@/lib/time/server-clock'

/** One booking, whosever it is: what it holds, and the cinema’s way to cancel it. */
export function ManagedBookingPage({ reservationId }: { reservationId: number }) {
  const booking = useQuery({
    ...getAnyReservationOptions({ path: { reservationId } }),
    staleTime: 0,
  })
  if (booking.error instanceof Problem && booking.error.status === 404) return <NotFoundPage />
  const reference = booking.data?.reservation.reference
  return (
    <AdminPage
      title={reference ? t`Booking ${reference}` : t`Booking`}
      actions={
        <Link to="/admin/bookings" className={buttonClass()}>
          <Trans>Find another</Trans>
        </Link>
      }
    >
      {booking.isError && (
        <ErrorPanel error={booking.error} onRetry={() => void booking.refetch()} />
      )}
      {booking.isPending && (
        <Loading label={t`Loading the booking`}>
          <Skeleton className="h-72" />
        </Loading>
      )}
      {booking.data && (
        <div className="grid grid-cols-1 items-start gap-8 lg:grid-cols-2">
          <Facts managed={booking.data} />
          <Cancelling managed={booking.data} />
        </div>
      )}
    </AdminPage>
  )
}

function Facts({ managed: { reservation, customer } }: { managed: ManagedReservation }) {
  const { showtime, currency, giftCard } = reservation
  const amounts = paymentAmounts(reservation)
  const sold = reservation.tickets
    .map(({ seatLabel, price }) => `${seatLabel} ${formatMoney(price, currency)}`)
    .join(', ')
  const cancelled = reservation.cancelledTickets
    .map(({ seatLabel, refund }) => `${seatLabel} ${formatMoney(refund, currency)}`)
    .join(', ')
  return (
    <dl className="grid grid-cols-1 gap-4 rounded-2xl border border-line bg-surface p-6">
      <Fact name={t`Status`}>{bookingStatus(reservation)}</Fact>
      <Fact name={t`Who`}>
        {customer.name}, <span className="wrap-anywhere">{customer.email}</span>
        {customer.userId === null && ` ${t`(guest)`}`}
      </Fact>
      <Fact name={t`Show`}>
        {showtime.movieTitle}, <Localized>{formatDayAndTime(showtime.startsAt)}</Localized>
        <br />
        {showtime.cinema.name}, {showtime.screen.name}
        {reservation.movedFrom && (
          <>
            <br />
            <Trans>
              Moved: it was booked for{' '}
              <Localized>{formatDayAndTime(reservation.movedFrom)}</Localized>
            </Trans>
          </>
        )}
      </Fact>
      <Fact name={t`Tickets`}>
        <Trans>
          {sold}; together {formatMoney(reservation.total, currency)}
        </Trans>
      </Fact>
      {reservation.cancelledTickets.length > 0 && (
        <Fact name={t`Cancelled`}>
          <Trans>
            {cancelled}; due back {formatMoney(reservation.refundDue, currency)}
          </Trans>
        </Fact>
      )}
      <Fact name={t`Payment`}>
        {paymentStatus(reservation)}
        {amounts && <div className="text-sm font-normal text-muted">{amounts}</div>}
      </Fact>
      {giftCard && (
        <Fact name={t`Gift card`}>
          <Trans>
            <span className="font-mono">…{giftCard.hint}</span> pays{' '}
            {formatMoney(giftCard.amount, currency)}; {formatMoney(giftCard.givenBack, currency)}{' '}
            came back to it
          </Trans>
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  )
}

function Cancelling({ managed }: { managed: ManagedReservation }) {
  const { status, showtime } = managed.reservation
  if (status === 'cancelled' || status === 'expired') return null
  if (Date.parse(showtime.startsAt) <= serverNow()) {
    return (
      <p className="text-muted">
        <Trans>The show has started: nothing can be cancelled any more.</Trans>
      </p>
    )
  }
  return <CancelForm reservation={managed.reservation} />
}
