import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { downloadTopMovies } from '@/api'
import { getTopMoviesOptions, listGenresOptions } from '@/api/@tanstack/react-query.gen'
import { TopMovieCard } from '@/features/admin/analytics/top-movie-card'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { CsvButton } from '@/features/admin/export/csv-button'
import { everything } from '@/features/admin/shell/managed-cinema'
import { oneOf, present, text, type Written } from '@/features/admin/shell/search'
import { chipClass, chipRow } from '@/components/ui/chip'
import { SelectField } from '@/components/ui/field'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'

type TopMoviesPageProps = { written: Written; onSearch: (search: Written) => void }

const sorts = ['score', 'revenue', 'occupancy', 'tickets'] as const
const sortNames = {
  score: t`Score`,
  revenue: t`Revenue`,
  occupancy: t`Occupancy`,
  tickets: t`Tickets`,
}

/** The leaderboard of the last 90 days. Sort and genre are in the address. */
export function TopMoviesPage({ written, onSearch }: TopMoviesPageProps) {
  const search = { sort: oneOf(sorts, written['sort']), genre: text(written['genre'], 50) }
  const genres = useQuery(listGenresOptions({ query: { pageSize: everything } }))
  const top = useQuery({
    ...getTopMoviesOptions({ query: { ...search, limit: 20 } }),
    placeholderData: keepPreviousData,
  })
  const sort = search.sort ?? 'score'

  return (
    <AdminPage
      title={t`Top movies`}
      lead={t`Shows of the last 90 days. The score is 40 % revenue, 30 % occupancy and 30 % tickets, each as a rank among all movies shown.`}
      actions={
        <CsvButton
          read={() =>
            downloadTopMovies({
              query: { ...search, limit: everything },
              parseAs: 'text',
              throwOnError: true,
            })
          }
        />
      }
    >
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <div role="group" aria-label={t`Sort by`} className={chipRow}>
          {sorts.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === sort}
              className={chipClass(one === sort)}
              onClick={() =>
                onSearch(present({ ...search, sort: one === 'score' ? undefined : one }))
              }
            >
              {sortNames[one]}
            </button>
          ))}
        </div>
        <div className="w-full sm:w-56">
          <SelectField
            label={t`Genre`}
            value={genres.data ? (search.genre ?? '') : ''}
            onChange={(event) => onSearch(present({ ...search, genre: event.target.value }))}
          >
            <option value="">
              <Trans>All genres</Trans>
            </option>
            {genres.data?.items.map((genre) => (
              <option key={genre}>{genre}</option>
            ))}
          </SelectField>
        </div>
      </div>
      {top.isError && <ErrorPanel error={top.error} onRetry={() => void top.refetch()} />}
      {top.isPending && (
        <Loading label={t`Loading the leaderboard`} className="grid gap-3">
          <Skeleton className="h-32" />
          <Skeleton className="h-32" />
          <Skeleton className="h-32" />
        </Loading>
      )}
      {top.data?.items.length === 0 && (
        <EmptyPanel title={t`Nothing was shown`}>
          <Trans>No movie of this genre had a show in 90 days.</Trans>
        </EmptyPanel>
      )}
      {top.data && (
        <ol className="grid grid-cols-1 gap-3" aria-busy={top.isPlaceholderData}>
          {top.data.items.map((movie, index) => (
            <TopMovieCard
              key={movie.movieId}
              movie={movie}
              place={index + 1}
              currency={top.data.currency}
            />
          ))}
        </ol>
      )}
    </AdminPage>
  )
}
