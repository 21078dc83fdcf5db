import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { downloadSalesByChannel, type ChannelSales as Sales } from '@/api'
import { getSalesByChannelOptions } from '@/api/@tanstack/react-query.gen'
import { ChartCard } from '@/features/admin/analytics/chart-card'
import { ShareBars } from '@/features/admin/analytics/share-bars'
import { CsvButton } from '@/features/admin/export/csv-button'
import { Cell, DataTable, Head, RowHead } from '@/features/admin/shell/data-table'
import { ErrorPanel } from '@/components/ui/states'
import { formatMoney } from '@/lib/format/money'
import { formatCount } from '@/lib/format/number'

const names: Record<Sales['channel'], string> = {
  web: t`On the web`,
  counter: t`At the counter`,
  apiKey: t`Other companies’ programs`,
}

type ChannelSalesProps = {
  query: { from?: string | undefined; to?: string | undefined; cinemaId?: number | undefined }
}

/** What the web, the counters and other companies’ programs sold in the period. */
export function ChannelSales({ query }: ChannelSalesProps) {
  const report = useQuery({
    ...getSalesByChannelOptions({ query }),
    placeholderData: keepPreviousData,
  })
  if (report.isError) {
    return <ErrorPanel error={report.error} onRetry={() => void report.refetch()} />
  }
  if (!report.data) return null
  const { channels, currency, giftCards } = report.data
  const money = (amount: number) => formatMoney(amount, currency)
  return (
    <div className="grid grid-cols-1 gap-3">
      <ChartCard
        title={t`By channel`}
        chart={
          <ShareBars
            shares={channels.map(({ channel, revenue, tickets }) => ({
              name: names[channel],
              amount: revenue,
              text: `${money(revenue)} · ${plural(tickets, { one: '# ticket', other: '# tickets' })}`,
            }))}
          />
        }
        table={
          <DataTable
            caption={t`Sales by channel`}
            head={
              <>
                <Head>
                  <Trans>Channel</Trans>
                </Head>
                <Head numeric>
                  <Trans>Tickets</Trans>
                </Head>
                <Head numeric>
                  <Trans>Revenue</Trans>
                </Head>
              </>
            }
          >
            {channels.map(({ channel, revenue, tickets }) => (
              <tr key={channel}>
                <RowHead>{names[channel]}</RowHead>
                <Cell numeric>{formatCount(tickets)}</Cell>
                <Cell numeric>{money(revenue)}</Cell>
              </tr>
            ))}
          </DataTable>
        }
      />
      {giftCards > 0 && (
        <p>
          <Trans>
            Gift cards paid <strong>{money(giftCards)}</strong> of what was sold.
          </Trans>
        </p>
      )}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-muted">
          <Trans>By day, cinema and channel, as a file:</Trans>
        </p>
        <CsvButton
          title={t`By channel`}
          read={() => downloadSalesByChannel({ query, parseAs: 'text', throwOnError: true })}
        />
      </div>
    </div>
  )
}
