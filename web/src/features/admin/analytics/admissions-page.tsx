import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { downloadAdmissions, downloadAdmissionsPdf, type AdmissionsByMovie } from '@/api'
import { getAdmissionsReportOptions } from '@/api/@tanstack/react-query.gen'
import { ChartCard } from '@/features/admin/analytics/chart-card'
import { formatCount } from '@/lib/format/number'
import { ShareBars } from '@/features/admin/analytics/share-bars'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { CsvButton } from '@/features/admin/export/csv-button'
import { Cell, DataTable, Head, RowHead } from '@/features/admin/shell/data-table'
import { PdfButton } from '@/features/admin/export/pdf-button'
import { allCinemas } from '@/features/admin/shell/managed-cinema'
import { day, positive, present, type Written } from '@/features/admin/shell/search'
import { Localized } from '@/components/localized'
import { Field, SelectField } from '@/components/ui/field'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { formatDate, formatDayOfMonth } from '@/lib/format/dates'
import { formatMoney } from '@/lib/format/money'

type AdmissionsPageProps = { written: Written; onSearch: (search: Written) => void }

/** What film distributors ask for. Cinema and period are in the address. */
export function AdmissionsPage({ written, onSearch }: AdmissionsPageProps) {
  const search = {
    cinema: positive(written['cinema']),
    from: day(written['from']),
    to: day(written['to']),
  }
  const query = { cinemaId: search.cinema, from: search.from, to: search.to }
  const cinemas = useQuery(allCinemas)
  const report = useQuery({
    ...getAdmissionsReportOptions({ query }),
    placeholderData: keepPreviousData,
  })
  const change = (next: Written) => onSearch(present({ ...search, ...next }))

  return (
    <AdminPage
      title={t`Admissions`}
      lead={t`For film distributors: each movie’s tickets and gross by week of the show and cinema.`}
      actions={
        <>
          <CsvButton
            read={() => downloadAdmissions({ query, parseAs: 'text', throwOnError: true })}
          />
          <PdfButton
            read={() => downloadAdmissionsPdf({ query, parseAs: 'blob', throwOnError: true })}
          />
        </>
      }
    >
      <search className="grid grid-cols-1 items-end gap-3 min-[24rem]:grid-cols-2 lg:grid-cols-[minmax(0,18rem)_11rem_11rem]">
        <div className="min-[24rem]:col-span-2 lg:col-span-1">
          <SelectField
            label={t`Cinema`}
            value={cinemas.data ? (search.cinema ?? '') : ''}
            onChange={(event) => change({ cinema: Number(event.target.value) || undefined })}
          >
            <option value="">{t`All cinemas`}</option>
            {cinemas.data?.items.map(({ cinemaId, name, city }) => (
              <option key={cinemaId} value={cinemaId}>
                {name}, {city}
              </option>
            ))}
          </SelectField>
        </div>
        <Field
          label={t`From`}
          type="date"
          hint={t`Weeks begin on this weekday.`}
          value={search.from ?? report.data?.from ?? ''}
          onChange={(event) => event.target.value && change({ from: event.target.value })}
        />
        <Field
          label={t`To`}
          type="date"
          value={search.to ?? report.data?.to ?? ''}
          onChange={(event) => event.target.value && change({ to: event.target.value })}
        />
      </search>
      {report.isError && <ErrorPanel error={report.error} onRetry={() => void report.refetch()} />}
      {report.isPending && (
        <Loading label={t`Loading admissions`} className="grid gap-4">
          <Skeleton className="h-32" />
          <Skeleton className="h-72" />
        </Loading>
      )}
      {report.data?.items.length === 0 && (
        <EmptyPanel title={t`Nothing was shown`}>
          <Trans>No show takes place in this period.</Trans>
        </EmptyPanel>
      )}
      {report.data && report.data.items.length > 0 && <Report report={report.data} />}
    </AdminPage>
  )
}

function Report({ report }: { report: AdmissionsByMovie }) {
  const movies = [...new Map(report.items.map((line) => [line.movieId, line.movieTitle]))]
  const shares = movies.map(([movieId, name]) => {
    const lines = report.items.filter((line) => line.movieId === movieId)
    const gross = lines.reduce((sum, line) => sum + line.gross, 0)
    return { name, amount: gross, text: formatMoney(gross, report.currency) }
  })
  return (
    <section aria-labelledby="period" className="grid grid-cols-1 gap-4">
      <div>
        <h2 id="period" className="text-2xl">
          <Trans>
            <Localized>{formatDate(report.from)}</Localized> to{' '}
            <Localized>{formatDate(report.to)}</Localized>
          </Trans>
        </h2>
        <p className="mt-1 text-muted">
          <Trans>
            {formatCount(report.admissions)} admissions,{' '}
            {formatMoney(report.gross, report.currency)} gross
          </Trans>
        </p>
      </div>
      <ChartCard
        title={t`Gross by movie`}
        chart={<ShareBars shares={shares} />}
        table={<Lines report={report} />}
      />
      <Kinds report={report} />
    </section>
  )
}

/** What each kind of ticket brought in; nothing where all were sold at the full price. */
function Kinds({ report: { items, currency } }: { report: AdmissionsByMovie }) {
  const sold = items.flatMap(({ kinds }) => kinds)
  const sums = [...new Set(sold.map(({ kind }) => kind))].map((kind) => {
    const lines = sold.filter((line) => line.kind === kind)
    return {
      kind,
      admissions: lines.reduce((sum, line) => sum + line.admissions, 0),
      gross: lines.reduce((sum, line) => sum + line.gross, 0),
    }
  })
  if (sums.length === 0) return null
  return (
    <ChartCard
      title={t`Gross by kind`}
      chart={
        <ShareBars
          shares={sums.map(({ kind, gross }) => ({
            name: kind,
            amount: gross,
            text: formatMoney(gross, currency),
          }))}
        />
      }
      table={
        <DataTable
          caption={t`Admissions and gross by kind of ticket`}
          head={
            <>
              <Head>
                <Trans>Kind</Trans>
              </Head>
              <Head numeric>
                <Trans>Admissions</Trans>
              </Head>
              <Head numeric>
                <Trans>Gross</Trans>
              </Head>
            </>
          }
        >
          {sums.map(({ kind, admissions, gross }) => (
            <tr key={kind}>
              <RowHead>{kind}</RowHead>
              <Cell numeric>{formatCount(admissions)}</Cell>
              <Cell numeric>{formatMoney(gross, currency)}</Cell>
            </tr>
          ))}
        </DataTable>
      }
    />
  )
}

function Lines({ report }: { report: AdmissionsByMovie }) {
  const hasKinds = report.items.some(({ kinds }) => kinds.length > 0)
  return (
    <DataTable
      caption={t`Admissions and gross by movie, week and cinema`}
      head={
        <>
          <Head>
            <Trans>Movie</Trans>
          </Head>
          <Head>
            <Trans>Week</Trans>
          </Head>
          <Head>
            <Trans>Cinema</Trans>
          </Head>
          <Head numeric>
            <Trans>Shows</Trans>
          </Head>
          <Head numeric>
            <Trans>Admissions</Trans>
          </Head>
          <Head numeric>
            <Trans>Gross</Trans>
          </Head>
          {hasKinds && (
            <Head>
              <Trans>Kinds of tickets</Trans>
            </Head>
          )}
        </>
      }
    >
      {report.items.map((line) => (
        <tr key={`${line.movieId} ${line.weekFrom} ${line.cinemaId}`}>
          <RowHead>{line.movieTitle}</RowHead>
          <Cell className="whitespace-nowrap">
            <Localized>
              {formatDayOfMonth(line.weekFrom)} – {formatDayOfMonth(line.weekTo)}
            </Localized>
          </Cell>
          <Cell>{line.cinemaName}</Cell>
          <Cell numeric>{formatCount(line.shows)}</Cell>
          <Cell numeric>{formatCount(line.admissions)}</Cell>
          <Cell numeric>{formatMoney(line.gross, report.currency)}</Cell>
          {hasKinds && (
            <Cell>
              {line.kinds
                .map(
                  ({ kind, admissions, gross }) =>
                    `${kind} ${formatCount(admissions)} (${formatMoney(gross, report.currency)})`,
                )
                .join(', ')}
            </Cell>
          )}
        </tr>
      ))}
    </DataTable>
  )
}
