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
      title="Movies"
      actions={
        <Link to="/admin/movies/new" className={buttonClass('primary')}>
          <Plus aria-hidden className="size-4" />
          Add movie
        </Link>
      }
    >
      <search className="grid gap-3 sm:grid-cols-[minmax(0,24rem)_12rem]">
        <SearchField label="Title or director" value={search.q} onSearch={(q) => change({ q })} />
        <SelectField
          label="Status"
          value={search.status ?? ''}
          onChange={(event) =>
            change(movieSearch({ ...search, status: event.target.value, page: undefined }))
          }
        >
          <option value="">Open and closed</option>
          <option value="open">Open</option>
          <option value="closed">Closed</option>
        </SelectField>
      </search>
      {movies.isError && <ErrorPanel error={movies.error} onRetry={() => void movies.refetch()} />}
      {movies.isPending && (
        <Loading label="Loading movies">
          <Skeleton className="h-96" />
        </Loading>
      )}
      {movies.data && (
        <>
          {movies.data.items.length === 0 ? (
            <EmptyPanel title="No movie matches">Try another word, or fewer filters.</EmptyPanel>
          ) : (
            <DataTable
              caption="Movies"
              busy={movies.isFetching}
              head={
                <>
                  <Head>Title</Head>
                  <Head>Status</Head>
                  <Head>Release</Head>
                  <Head>Last day</Head>
                  <Head numeric>Length</Head>
                  <Head>Rating</Head>
                  <Head>Genre</Head>
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
                      {movie.status === 'open' ? 'Open' : 'Closed'}
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
