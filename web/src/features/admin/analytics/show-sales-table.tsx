import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { ShowSales } from '@/api'
import { formatCount } from '@/lib/format/number'
import { Cell, DataTable, Head, RowHead } from '@/features/admin/shell/data-table'
import { timeOf } from '@/lib/format/dates'
import { formatMoney } from '@/lib/format/money'

/** The day's shows as numbers. */
export function ShowSalesTable({ shows, currency }: { shows: ShowSales[]; currency: string }) {
  return (
    <DataTable
      caption={t`Seats by show, in numbers`}
      head={
        <>
          <Head>
            <Trans>Starts</Trans>
          </Head>
          <Head>
            <Trans>Movie</Trans>
          </Head>
          <Head>
            <Trans>Screen</Trans>
          </Head>
          <Head numeric>
            <Trans>Seats</Trans>
          </Head>
          <Head numeric>
            <Trans>Sold</Trans>
          </Head>
          <Head numeric>
            <Trans>Held</Trans>
          </Head>
          <Head numeric>
            <Trans>Admitted</Trans>
          </Head>
          <Head numeric>
            <Trans>Revenue</Trans>
          </Head>
        </>
      }
    >
      {shows.map((show) => (
        <tr key={show.showtimeId}>
          <RowHead className="whitespace-nowrap">
            {timeOf(show.startsAt)}
            {show.status === 'cancelled' && ` (${t`cancelled`})`}
          </RowHead>
          <Cell>{show.movieTitle}</Cell>
          <Cell className="whitespace-nowrap">
            {show.screenName} · {show.format}
          </Cell>
          <Cell numeric>{formatCount(show.seats)}</Cell>
          <Cell numeric>{formatCount(show.sold)}</Cell>
          <Cell numeric>{formatCount(show.held)}</Cell>
          <Cell numeric>{formatCount(show.admitted)}</Cell>
          <Cell numeric>{formatMoney(show.revenue, currency)}</Cell>
        </tr>
      ))}
    </DataTable>
  )
}
