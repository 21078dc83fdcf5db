import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getAnalyticsOptions } from '@/api/@tanstack/react-query.gen'
import { downloadSales, type SalesAnalytics } from '@/api'
import { CinemaSales } from '@/features/admin/analytics/cinema-sales'
import { ChannelSales } from '@/features/admin/analytics/channel-sales'
import { ChartCard } from '@/features/admin/analytics/chart-card'
import { DailyChart } from '@/features/admin/analytics/daily-chart'
import { formatAverage, formatPercent, periodBefore } from '@/features/admin/analytics/figures'
import { SalesTable } from '@/features/admin/analytics/sales-table'
import { ShareBars } from '@/features/admin/analytics/share-bars'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { CsvButton } from '@/features/admin/export/csv-button'
import { allCinemas } from '@/features/admin/shell/managed-cinema'
import { day, positive, present, type Written } from '@/features/admin/shell/search'
import { Localized } from '@/components/localized'
import { Button } from '@/components/ui/button'
import { Field, SelectField } from '@/components/ui/field'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { addDays } from '@/lib/time/calendar'
import { formatDate } from '@/lib/format/dates'
import { formatMoney } from '@/lib/format/money'
import { formatCount } from '@/lib/format/number'

type DashboardPageProps = { written: Written; onSearch: (search: Written) => void }

/** What sells. Cinema and period are in the address. */
export function DashboardPage({ written, onSearch }: DashboardPageProps) {
  const search = {
    cinema: positive(written['cinema']),
    from: day(written['from']),
    to: day(written['to']),
  }
  const cinemas = useQuery(allCinemas)
  const { cinema: cinemaId, ...period } = search
  const sales = useQuery({
    ...getAnalyticsOptions({ query: { ...period, cinemaId } }),
    placeholderData: keepPreviousData,
  })
  const change = (next: Written) => onSearch(present({ ...search, ...next }))
  const last = sales.data?.to
  const shown = { from: search.from ?? sales.data?.from ?? '', to: search.to ?? last ?? '' }

  return (
    <AdminPage
      title={t`Dashboard`}
      lead={t`Confirmed tickets less cancelled ones, on the cinema’s day of the sale.`}
      actions={
        <CsvButton
          read={() =>
            downloadSales({ query: { ...period, cinemaId }, parseAs: 'text', throwOnError: true })
          }
        />
      }
    >
      <search className="grid grid-cols-1 items-end gap-3 min-[24rem]:grid-cols-2 lg:grid-cols-[minmax(0,18rem)_11rem_11rem_auto]">
        <div className="min-[24rem]:col-span-2 lg:col-span-1">
          <SelectField
            label={t`Cinema`}
            value={cinemas.data ? (cinemaId ?? '') : ''}
            onChange={(event) => change({ cinema: Number(event.target.value) || undefined })}
          >
            <option value="">
              <Trans>All cinemas</Trans>
            </option>
            {cinemas.data?.items.map((cinema) => (
              <option key={cinema.cinemaId} value={cinema.cinemaId}>
                {cinema.name}, {cinema.city}
              </option>
            ))}
          </SelectField>
        </div>
        <Field
          label={t`From`}
          type="date"
          max={shown.to}
          value={shown.from}
          onChange={(event) => event.target.value && change({ from: event.target.value })}
        />
        <Field
          label={t`To`}
          type="date"
          min={shown.from}
          value={shown.to}
          onChange={(event) => event.target.value && change({ to: event.target.value })}
        />
        <div
          role="group"
          aria-label={t`Periods`}
          className="flex flex-wrap gap-2 min-[24rem]:col-span-2 lg:col-span-1"
        >
          {[7, 30, 90].map((days) => (
            <Button
              key={days}
              look="quiet"
              onClick={() =>
                change({
                  from: last && addDays(search.to ?? last, 1 - days),
                  to: search.to ?? last,
                })
              }
            >
              <Trans>{days} days</Trans>
            </Button>
          ))}
          {(search.from ?? search.to) && (
            <Button look="quiet" onClick={() => change({ from: undefined, to: undefined })}>
              <Trans>Up to today</Trans>
            </Button>
          )}
        </div>
      </search>
      {sales.isError && <ErrorPanel error={sales.error} onRetry={() => void sales.refetch()} />}
      {sales.isPending && (
        <Loading label={t`Loading sales`} className="grid gap-4">
          <Skeleton className="h-32" />
          <Skeleton className="h-72" />
        </Loading>
      )}
      {sales.data && (
        <div className="grid grid-cols-1 gap-6" aria-busy={sales.isPlaceholderData}>
          <Totals sales={sales.data} />
          <PeriodCharts sales={sales.data} cinemaId={cinemaId} />
          <ChannelSales query={{ ...period, cinemaId }} />
          {cinemaId === undefined && cinemas.data && (
            <CinemaSales
              cinemas={cinemas.data.items}
              period={period}
              currency={sales.data.currency}
            />
          )}
        </div>
      )}
    </AdminPage>
  )
}

function Totals({ sales }: { sales: SalesAnalytics }) {
  const spans = [
    [t`Today`, sales.today],
    [t`This week`, sales.week],
    [t`This month`, sales.month],
    [t`In total`, sales.total],
  ] as const
  return (
    <dl className="grid grid-cols-1 gap-3 min-[26rem]:grid-cols-2 lg:grid-cols-4">
      {spans.map(([name, { revenue, tickets }]) => (
        <div key={name} className="rounded-xl border border-line bg-surface p-4 sm:p-5">
          <dt className="font-semibold text-muted">{name}</dt>
          <dd className="display mt-1 text-[clamp(1.5rem,2.6vw,2.25rem)] leading-tight">
            {formatMoney(revenue, sales.currency)}
          </dd>
          <dd className="text-muted">{ticketsText(tickets)}</dd>
        </div>
      ))}
    </dl>
  )
}

function ticketsText(tickets: number): string {
  const count = formatCount(tickets)
  return plural(tickets, { one: `${count} ticket`, other: `${count} tickets` })
}

type PeriodChartsProps = { sales: SalesAnalytics; cinemaId: number | undefined }

function PeriodCharts({ sales, cinemaId }: PeriodChartsProps) {
  const { currency, period, averagePrice, occupancy } = sales
  const rows = (
    parts: { name: string; revenue: number; tickets: number; averagePrice?: number | null }[],
  ) =>
    parts.map((part) => ({
      ...part,
      amount: part.revenue,
      text: formatMoney(part.revenue, currency),
    }))
  const formats = rows(sales.byFormat.map((part) => ({ ...part, name: part.format })))
  const classes = rows(
    sales.byClass.map((part) => ({
      ...part,
      name: part.seatClass === 'premium' ? t`Premium` : t`Standard`,
    })),
  )
  const periods = rows([
    { ...period, name: t`This period` },
    { ...sales.before, name: t`The period before, as many days` },
  ])
  const full =
    occupancy.percent === null || occupancy.percent === undefined
      ? t`unknown: no show has begun`
      : t`${formatPercent(occupancy.percent)}: ${formatCount(occupancy.tickets)} of ${formatCount(occupancy.seats)} seats of ${formatCount(occupancy.showtimes)} shows that have begun`
  const days = sales.daily.map((part) => ({ ...part, name: formatDate(part.date) }))
  return (
    <section aria-labelledby="period" className="grid grid-cols-1 gap-4">
      <div>
        <h2 id="period" className="text-2xl">
          <Trans>
            <Localized>{formatDate(sales.from)}</Localized> to{' '}
            <Localized>{formatDate(sales.to)}</Localized>
          </Trans>
        </h2>
        <p className="mt-1 text-muted">
          <Trans>
            {formatMoney(period.revenue, currency)} from {ticketsText(period.tickets)}; average
            price {formatAverage(averagePrice, currency)}. Occupancy {full}.
          </Trans>
        </p>
      </div>
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        <ChartCard
          title={t`Revenue by day`}
          className="lg:col-span-2"
          chart={<DailyChart daily={sales.daily} currency={currency} />}
          table={
            <SalesTable
              caption={t`Revenue by day, in numbers`}
              first={t`Day`}
              rows={days}
              currency={currency}
            />
          }
        />
        <ChartCard
          title={t`Beside the period before`}
          className="lg:col-span-2"
          chart={<ShareBars shares={periods} />}
          table={
            <>
              <SalesTable
                caption={t`Beside the period before, in numbers`}
                first={t`Period`}
                rows={periods}
                currency={currency}
              />
              <div className="mt-3">
                <CsvButton
                  title={t`The period before`}
                  read={() =>
                    downloadSales({
                      query: { ...periodBefore(sales), cinemaId },
                      parseAs: 'text',
                      throwOnError: true,
                    })
                  }
                />
              </div>
            </>
          }
        />
        <ChartCard
          title={t`Revenue by format`}
          chart={<ShareBars shares={formats} />}
          table={
            <SalesTable
              caption={t`Revenue by format, in numbers`}
              first={t`Format`}
              rows={formats}
              currency={currency}
              averages
            />
          }
        />
        <ChartCard
          title={t`Revenue by class of seat`}
          chart={<ShareBars shares={classes} />}
          table={
            <SalesTable
              caption={t`Revenue by class of seat, in numbers`}
              first={t`Class`}
              rows={classes}
              currency={currency}
              averages
            />
          }
        />
      </div>
    </section>
  )
}
