import { t } from '@lingui/core/macro'
import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { getAnalyticsOptions } from '@/api/@tanstack/react-query.gen'
import type { Cinema } from '@/api'
import { ChartCard } from '@/features/admin/analytics/chart-card'
import { SalesTable } from '@/features/admin/analytics/sales-table'
import { ShareBars } from '@/features/admin/analytics/share-bars'
import { formatMoney } from '@/lib/format/money'

type CinemaSalesProps = {
  cinemas: Cinema[]
  period: { from: string | undefined; to: string | undefined }
  currency: string
}

/** The period of each cinema beside the others. */
export function CinemaSales({ cinemas, period, currency }: CinemaSalesProps) {
  const each = useQueries({
    queries: cinemas.map(({ cinemaId }) => ({
      ...getAnalyticsOptions({ query: { ...period, cinemaId } }),
      placeholderData: keepPreviousData,
    })),
  })
  const rows = cinemas.flatMap(({ name }, index) => {
    const sales = each[index]?.data
    if (!sales) return []
    const { revenue, tickets } = sales.period
    return [
      {
        name,
        revenue,
        tickets,
        averagePrice: sales.averagePrice,
        amount: revenue,
        text: formatMoney(revenue, currency),
      },
    ]
  })
  if (rows.length < 2) return null
  return (
    <ChartCard
      title={t`Revenue by cinema`}
      chart={<ShareBars shares={rows} />}
      table={
        <SalesTable
          caption={t`Revenue by cinema, in numbers`}
          first={t`Cinema`}
          rows={rows}
          currency={currency}
          averages
        />
      }
    />
  )
}
