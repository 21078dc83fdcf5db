import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { listAllMoviesOptions } from '@/api/@tanstack/react-query.gen'
import { movieSearch, type MovieSearch } from '@/features/admin/movies/movie-search'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { Cell, DataTable, Head, RowHead } from '@/features/admin/shell/data-table'
import { Pager } from '@/features/admin/shell/pager'
import { SearchField } from '@/features/admin/shell/search-field'
import { present, type Written } from '@/features/admin/shell/search'
import { Poster } from '@/components/poster'
import { Localized } from '@/components/localized'
import { buttonClass } from '@/components/ui/button'
import { SelectField } from '@/components/ui/field'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { formatDate, formatDuration } from '@/lib/format/dates'

type AdminMoviesPageProps = { written: Written; onSearch: (search: Written) => void }

/** Every movie, open and closed. Search and page are in the address. */
export function AdminMoviesPage({ written, onSearch }: AdminMoviesPageProps) {
  const search = movieSearch(written)
  const movies = useQuery({
    ...listAllMoviesOptions({ query: { ...search, pageSize: 20 } }),
    placeholderData: keepPreviousData,
  })
  const change = (next: Partial<MovieSearch>) =>
    onSearch(present({ ...search, page: undefined, ...next }))

  return (
    <AdminPage
      title={t`Movies`}
      actions={
        <Link to="/admin/movies/new" className={buttonClass('primary')}>
          <Plus aria-hidden className="size-4" />
          <Trans>Add movie</Trans>
        </Link>
      }
    >
      <search className="grid gap-3 sm:grid-cols-[minmax(0,24rem)_12rem]">
        <SearchField
          label={t`Title or director`}
          value={search.q}
          onSearch={(q) => change({ q })}
        />
        <SelectField
          label={t`Status`}
          value={search.status ?? ''}
          onChange={(event) =>
            change(movieSearch({ ...search, status: event.target.value, page: undefined }))
          }
        >
          <option value="">
            <Trans>Open and closed</Trans>
          </option>
          <option value="open">
            <Trans>Open</Trans>
          </option>
          <option value="closed">
            <Trans>Closed</Trans>
          </option>
        </SelectField>
      </search>
      {movies.isError && <ErrorPanel error={movies.error} onRetry={() => void movies.refetch()} />}
      {movies.isPending && (
        <Loading label={t`Loading movies`}>
          <Skeleton className="h-96" />
        </Loading>
      )}
      {movies.data && (
        <>
          {movies.data.items.length === 0 ? (
            <EmptyPanel title={t`No movie matches`}>
              <Trans>Try another word, or fewer filters.</Trans>
            </EmptyPanel>
          ) : (
            <DataTable
              caption={t`Movies`}
              busy={movies.isFetching}
              head={
                <>
                  <Head>
                    <Trans>Title</Trans>
                  </Head>
                  <Head>
                    <Trans>Status</Trans>
                  </Head>
                  <Head>
                    <Trans>Release</Trans>
                  </Head>
                  <Head>
                    <Trans>Last day</Trans>
                  </Head>
                  <Head numeric>
                    <Trans>Length</Trans>
                  </Head>
                  <Head>
                    <Trans>Rating</Trans>
                  </Head>
                  <Head>
                    <Trans>Genre</Trans>
                  </Head>
                </>
              }
            >
              {movies.data.items.map((movie) => (
                <tr key={movie.movieId} className="hover:bg-raised">
                  <RowHead className="min-w-56">
                    <Link
                      to="/admin/movies/$movieId"
                      params={{ movieId: String(movie.movieId) }}
                      className="flex min-h-11 items-center gap-3 rounded hover:underline"
                    >
                      <Poster title="" url={movie.posterUrl} className="max-w-8 rounded-sm" />
                      <span className="wrap-anywhere">{movie.title}</span>
                    </Link>
                  </RowHead>
                  <Cell>
                    <span
                      className={
                        movie.status === 'open' ? 'font-semibold text-accent' : 'text-muted'
                      }
                    >
                      {movie.status === 'open' ? t`Open` : t`Closed`}
                    </span>
                  </Cell>
                  <Cell className="whitespace-nowrap">
                    <Localized>{formatDate(movie.releaseDate)}</Localized>
                  </Cell>
                  <Cell className="whitespace-nowrap">
                    <Localized>{formatDate(movie.scheduledCloseDate)}</Localized>
                  </Cell>
                  <Cell numeric className="whitespace-nowrap">
                    <Localized>{formatDuration(movie.durationMinutes)}</Localized>
                  </Cell>
                  <Cell>{movie.rating}</Cell>
                  <Cell>{movie.genre}</Cell>
                </tr>
              ))}
            </DataTable>
          )}
          <Pager {...movies.data} onPage={(page) => onSearch(present({ ...search, page }))} />
        </>
      )}
    </AdminPage>
  )
}
