import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { importMovies, importShowtimes } from '@/api'
import { ImportPanel, type ImportOutcome } from '@/features/admin/import/import-panel'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { rememberManagedCinema, useManagedCinema } from '@/features/admin/shell/managed-cinema'
import { oneOf, positive, present, type Written } from '@/features/admin/shell/search'
import { chipClass, chipRow } from '@/components/ui/chip'
import { SelectField } from '@/components/ui/field'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { formatDayAndTime, formatLongDay } from '@/lib/format/dates'
import { useIsAdmin } from '@/lib/session/management'

type ImportPageProps = { written: Written; onSearch: (search: Written) => void }

const kinds = ['showtimes', 'movies'] as const

/** Programmes and movies from a spreadsheet: looked at first, then saved, all of it or nothing. */
export function ImportPage({ written, onSearch }: ImportPageProps) {
  const isAdmin = useIsAdmin()
  const kind = (isAdmin && oneOf(kinds, written['kind'])) || 'showtimes'
  const names = { showtimes: t`Showtimes`, movies: t`Movies` }
  return (
    <AdminPage
      title={t`Import`}
      lead={t`A CSV file of a spreadsheet or another system. First you see what it would do; then all of it is saved, or nothing.`}
    >
      {isAdmin && (
        <div role="group" aria-label={t`What to import`} className={chipRow}>
          {kinds.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === kind}
              className={chipClass(one === kind)}
              onClick={() =>
                onSearch(present({ ...written, kind: one === 'showtimes' ? undefined : one }))
              }
            >
              {names[one]}
            </button>
          ))}
        </div>
      )}
      {kind === 'movies' ? (
        <Movies />
      ) : (
        <Showtimes
          asked={positive(written['cinema'])}
          onCinema={(cinema) => onSearch(present({ ...written, cinema }))}
        />
      )}
    </AdminPage>
  )
}

type ShowtimesProps = { asked: number | undefined; onCinema: (cinemaId: number) => void }

function Showtimes({ asked, onCinema }: ShowtimesProps) {
  const { cinemas, cinema } = useManagedCinema(asked)
  if (cinemas.isError) {
    return <ErrorPanel error={cinemas.error} onRetry={() => void cinemas.refetch()} />
  }
  if (!cinema) {
    return (
      <Loading label={t`Loading cinemas`}>
        <Skeleton className="h-60" />
      </Loading>
    )
  }
  const { cinemaId } = cinema
  return (
    <>
      <div className="w-full sm:w-80">
        <SelectField
          label={t`Cinema`}
          value={cinemaId}
          onChange={(event) => {
            rememberManagedCinema(Number(event.target.value))
            onCinema(Number(event.target.value))
          }}
        >
          {cinemas.data?.items.map((one) => (
            <option key={one.cinemaId} value={one.cinemaId}>
              {one.name}, {one.city}
            </option>
          ))}
        </SelectField>
      </div>
      <ImportPanel
        key={cinemaId}
        operation={`import-showtimes-${cinemaId}`}
        columns={
          <Trans>
            Columns: <code>screen</code>, <code>movieTitle</code> and <code>startsAt</code> (
            <code>2026-12-01 19:30</code>, the cinema’s clock). Others are ignored, so that a
            downloaded schedule can be changed and sent back.
          </Trans>
        }
        nameOf={(count) => plural(count, { one: '# showtime', other: '# showtimes' })}
        send={async (csv, dryRun, headers) => {
          const body = { cinemaId, csv, dryRun }
          const { data } = await importShowtimes({
            body,
            ...(headers && { headers }),
            throwOnError: true,
          })
          return outcome(
            data.showtimes.map((show) => `${formatDayAndTime(show.startsAt)}: ${show.movieTitle}`),
            data,
          )
        }}
      />
    </>
  )
}

function Movies() {
  return (
    <ImportPanel
      operation="import-movies"
      columns={
        <Trans>
          Columns: <code>title</code>, <code>durationMinutes</code>, <code>rating</code> and{' '}
          <code>releaseDate</code> (<code>2026-12-04</code>); if you like{' '}
          <code>scheduledCloseDate</code>, <code>status</code>, <code>genre</code>,{' '}
          <code>director</code>, <code>description</code>, <code>cast</code> (names with | between
          them) and <code>posterUrl</code>.
        </Trans>
      }
      nameOf={(count) => plural(count, { one: '# movie', other: '# movies' })}
      send={async (csv, dryRun, headers) => {
        const { data } = await importMovies({
          body: { csv, dryRun },
          ...(headers && { headers }),
          throwOnError: true,
        })
        return outcome(
          data.movies.map((movie) => `${movie.title}, ${formatLongDay(movie.releaseDate)}`),
          data,
        )
      }}
    />
  )
}

function outcome(
  things: string[],
  { faults, conflicts = [] }: Pick<ImportOutcome, 'faults'> & Partial<ImportOutcome>,
): ImportOutcome {
  return { things, faults, conflicts }
}
