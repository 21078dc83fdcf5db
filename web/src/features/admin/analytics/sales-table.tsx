import { Trans } from '@lingui/react/macro'
import { formatAverage } from '@/features/admin/analytics/figures'
import { Cell, DataTable, Head, RowHead } from '@/features/admin/shell/data-table'
import { formatMoney } from '@/lib/format/money'
import { formatCount } from '@/lib/format/number'

type Row = {
  name: string
  revenue: number
  tickets: number
  averagePrice?: number | null | undefined
}
type SalesTableProps = {
  caption: string
  first: string
  rows: Row[]
  currency: string
  averages?: boolean
}

/** Sales as numbers. */
export function SalesTable({ caption, first, rows, currency, averages }: SalesTableProps) {
  return (
    <DataTable
      caption={caption}
      head={
        <>
          <Head>{first}</Head>
          <Head numeric>
            <Trans>Revenue</Trans>
          </Head>
          <Head numeric>
            <Trans>Tickets</Trans>
          </Head>
          {averages && (
            <Head numeric>
              <Trans>Average price</Trans>
            </Head>
          )}
        </>
      }
    >
      {rows.map((row) => (
        <tr key={row.name}>
          <RowHead className="whitespace-nowrap">{row.name}</RowHead>
          <Cell numeric>{formatMoney(row.revenue, currency)}</Cell>
          <Cell numeric>{formatCount(row.tickets)}</Cell>
          {averages && <Cell numeric>{formatAverage(row.averagePrice, currency)}</Cell>}
        </tr>
      ))}
    </DataTable>
  )
}
