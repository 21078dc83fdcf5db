import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { downloadGiftCardUses, type GiftCard } from '@/api'
import { listGiftCardUsesOptions } from '@/api/@tanstack/react-query.gen'
import { CsvButton } from '@/features/admin/export/csv-button'
import { Cell, DataTable, Head, RowHead } from '@/features/admin/shell/data-table'
import { Pager } from '@/features/admin/shell/pager'
import { statusesOfUses } from '@/features/admin/codes/statuses-of-uses'
import { Localized } from '@/components/localized'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { formatDayAndTime } from '@/lib/format/dates'
import { formatMoney } from '@/lib/format/money'

/** The bookings that a gift card paid. */
export function GiftCardUses({ card }: { card: GiftCard }) {
  const { cardId, hint } = card
  const [page, setPage] = useState(1)
  const heading = useRef<HTMLHeadingElement>(null)
  // It opens far below what opened it.
  useEffect(() => heading.current?.focus(), [cardId])
  const uses = useQuery({
    ...listGiftCardUsesOptions({ path: { cardId }, query: { page, pageSize: 25 } }),
    placeholderData: keepPreviousData,
  })
  return (
    <section aria-labelledby="uses" className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 ref={heading} id="uses" tabIndex={-1} className="text-2xl">
          <Trans>What …{hint} paid</Trans>
        </h2>
        <CsvButton
          read={() =>
            downloadGiftCardUses({ path: { cardId }, parseAs: 'text', throwOnError: true })
          }
        />
      </div>
      {uses.isError && <ErrorPanel error={uses.error} onRetry={() => void uses.refetch()} />}
      {uses.isPending && (
        <Loading label={t`Looking for bookings`}>
          <Skeleton className="h-40" />
        </Loading>
      )}
      {uses.data?.items.length === 0 && (
        <p>
          <Trans>It has paid nothing yet.</Trans>
        </p>
      )}
      {uses.data && uses.data.items.length > 0 && (
        <>
          <DataTable
            caption={t`What …${hint} paid`}
            busy={uses.isFetching}
            head={
              <>
                <Head>{t`Booking`}</Head>
                <Head>{t`Used`}</Head>
                <Head>{t`Show`}</Head>
                <Head>{t`Status`}</Head>
                <Head numeric>{t`Paid`}</Head>
                <Head numeric>{t`Came back`}</Head>
                <Head numeric>{t`Spent`}</Head>
              </>
            }
          >
            {uses.data.items.map((use) => (
              <tr key={use.reservationId} className="align-top">
                <RowHead>
                  <Link
                    to="/admin/bookings/$reservationId"
                    params={{ reservationId: String(use.reservationId) }}
                    className="font-mono underline underline-offset-4"
                  >
                    {use.reference}
                  </Link>
                </RowHead>
                <Cell>
                  <Localized>{formatDayAndTime(use.usedAt)}</Localized>
                </Cell>
                <Cell>
                  {use.movie}, {use.cinema}
                </Cell>
                <Cell>{statusesOfUses[use.status]}</Cell>
                <Cell numeric>{formatMoney(use.amount, use.currency)}</Cell>
                <Cell numeric>{formatMoney(use.givenBack, use.currency)}</Cell>
                <Cell numeric>{formatMoney(use.spent, use.currency)}</Cell>
              </tr>
            ))}
          </DataTable>
          <Pager {...uses.data} label={t`Pages of bookings`} onPage={setPage} />
        </>
      )}
    </section>
  )
}
