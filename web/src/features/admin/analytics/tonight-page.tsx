import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { downloadShowSales } from '@/api'
import { getShowSalesOptions } from '@/api/@tanstack/react-query.gen'
import { ChartCard } from '@/features/admin/analytics/chart-card'
import { SeatBars } from '@/features/admin/analytics/seat-bars'
import { ShowSalesTable } from '@/features/admin/analytics/show-sales-table'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { CsvButton } from '@/features/admin/export/csv-button'
import { rememberManagedCinema, useManagedCinema } from '@/features/admin/shell/managed-cinema'
import { day, positive, present, type Written } from '@/features/admin/shell/search'
import { Field, SelectField } from '@/components/ui/field'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { formatMoney } from '@/lib/format/money'

type TonightPageProps = { written: Written; onSearch: (search: Written) => void }

/** How often the day is read anew, in milliseconds. */
const often = 5_000

/** A day's shows as they sell. Cinema and day are in the address; without a day it is the cinema's today. */
export function TonightPage({ written, onSearch }: TonightPageProps) {
  const search = { cinema: positive(written['cinema']), day: day(written['day']) }
  const { cinemas, cinema } = useManagedCinema(search.cinema)
  const query = { cinemaId: cinema?.cinemaId ?? 0, date: search.day }
  const shows = useQuery({
    ...getShowSalesOptions({ query }),
    enabled: cinema !== undefined,
    refetchInterval: often,
    placeholderData: keepPreviousData,
  })
  const change = (next: Written) =>
    onSearch(present({ cinema: cinema?.cinemaId, day: search.day, ...next }))

  return (
    <AdminPage
      title={t`Tonight`}
      lead={t`Each show of the day as it sells: what is sold, held and let in, live.`}
      actions={
        cinema && (
          <CsvButton
            read={() => downloadShowSales({ query, parseAs: 'text', throwOnError: true })}
          />
        )
      }
    >
      <search className="grid grid-cols-1 items-end gap-3 min-[24rem]:grid-cols-[minmax(0,18rem)_11rem]">
        <SelectField
          label={t`Cinema`}
          value={cinema?.cinemaId ?? ''}
          onChange={(event) => {
            rememberManagedCinema(Number(event.target.value))
            change({ cinema: Number(event.target.value) })
          }}
        >
          {cinemas.data?.items.map(({ cinemaId, name, city }) => (
            <option key={cinemaId} value={cinemaId}>
              {name}, {city}
            </option>
          ))}
        </SelectField>
        <Field
          label={t`Day`}
          type="date"
          value={search.day ?? shows.data?.date ?? ''}
          onChange={(event) => change({ day: event.target.value || undefined })}
        />
      </search>
      {cinemas.isError && (
        <ErrorPanel error={cinemas.error} onRetry={() => void cinemas.refetch()} />
      )}
      {shows.isError && <ErrorPanel error={shows.error} onRetry={() => void shows.refetch()} />}
      {!shows.data && !shows.isError && !cinemas.isError && (
        <Loading label={t`Loading the day’s shows`} className="grid gap-4">
          <Skeleton className="h-32" />
          <Skeleton className="h-72" />
        </Loading>
      )}
      {shows.data?.items.length === 0 && (
        <EmptyPanel title={t`No show on this day`}>
          <Trans>Choose another day, or another cinema.</Trans>
        </EmptyPanel>
      )}
      {shows.data && shows.data.items.length > 0 && (
        <div className="grid grid-cols-1 gap-6" aria-busy={shows.isPlaceholderData}>
          <Totals {...shows.data} />
          <ChartCard
            title={t`Seats by show`}
            chart={<SeatBars shows={shows.data.items} />}
            table={<ShowSalesTable shows={shows.data.items} currency={shows.data.currency} />}
          />
        </div>
      )}
    </AdminPage>
  )
}

type TotalsProps = {
  items: { seats: number; sold: number; held: number; admitted: number; revenue: number }[]
  currency: string
}

function Totals({ items, currency }: TotalsProps) {
  const sum = (of: (item: TotalsProps['items'][number]) => number) =>
    items.reduce((total, item) => total + of(item), 0)
  const [seats, sold] = [sum((show) => show.seats), sum((show) => show.sold)]
  const totals = [
    [t`Sold`, t`${sold} of ${seats}`],
    [t`Held`, String(sum((show) => show.held))],
    [t`Admitted`, String(sum((show) => show.admitted))],
    [
      t`Revenue`,
      formatMoney(
        sum((show) => show.revenue),
        currency,
      ),
    ],
  ] as const
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {totals.map(([name, figure]) => (
        <div key={name} className="rounded-xl border border-line bg-surface p-4 sm:p-5">
          <dt className="font-semibold text-muted">{name}</dt>
          <dd className="display mt-1 text-[clamp(1.25rem,2.6vw,2.25rem)] leading-tight wrap-anywhere">
            {figure}
          </dd>
        </div>
      ))}
    </dl>
  )
}
