import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { listGenresOptions } from '@/api/@tanstack/react-query.gen'
import { MovieCard, posterGrid, PosterGridSkeleton } from '@/features/movies/movie-card'
import { everything, movieList } from '@/features/movies/queries'
import type { MovieListSearch } from '@/features/movies/search'
import { PageHeading } from '@/components/page-heading'
import { buttonClass } from '@/components/ui/button'
import { chipRow } from '@/components/ui/chip'
import { ChipLink } from '@/components/ui/chip-link'
import { EmptyPanel, ErrorPanel, Loading } from '@/components/ui/states'

const shows = [
  { show: undefined, label: t`All` },
  { show: 'now', label: t`Now showing` },
  { show: 'soon', label: t`Coming soon` },
  { show: 'closed', label: t`Past` },
] as const

type MoviesPageProps = {
  search: MovieListSearch
  /** Changes the address from whatever it is by then, which may be more than `search` knows. */
  onSearch: (change: (before: MovieListSearch) => MovieListSearch) => void
}

/** The whole programme. What is looked for stands in the address, so that it can be shared and gone back to. */
export function MoviesPage({ search, onSearch }: MoviesPageProps) {
  const movies = useQuery(movieList(search))
  const genres = useQuery(listGenresOptions({ query: { pageSize: everything } }))

  return (
    <div className="shell grid gap-8 pt-8 sm:pt-12">
      <PageHeading title={t`Movies`}>
        <Trans>Movies</Trans>
      </PageHeading>
      <div className="grid min-w-0 gap-2">
        <SearchBox q={search.q} onSearch={onSearch} />
        <nav aria-label={t`Status`} className={chipRow}>
          {shows.map(({ show, label }) => (
            <ChipLink
              key={label}
              to="/movies"
              search={{ ...search, show, page: undefined }}
              current={search.show === show}
            >
              {label}
            </ChipLink>
          ))}
        </nav>
        {genres.data && (
          <nav aria-label={t`Genre`} className={chipRow}>
            {[undefined, ...genres.data.items].map((genre) => (
              <ChipLink
                key={genre ?? ''}
                to="/movies"
                search={{ ...search, genre, page: undefined }}
                current={search.genre === genre}
              >
                {genre ?? t`Every genre`}
              </ChipLink>
            ))}
          </nav>
        )}
      </div>
      <section aria-label={t`Movies found`} aria-busy={movies.isFetching}>
        {movies.isPending && (
          <Loading label={t`Loading movies`}>
            <PosterGridSkeleton count={10} />
          </Loading>
        )}
        {movies.isError && (
          <ErrorPanel error={movies.error} onRetry={() => void movies.refetch()} />
        )}
        {movies.data && (
          <>
            <p role="status" className="mb-5 text-muted">
              {plural(movies.data.total, { one: '# movie', other: '# movies' })}
            </p>
            {movies.data.items.length === 0 ? (
              <NothingHere search={search} total={movies.data.total} />
            ) : (
              <div className={posterGrid}>
                {movies.data.items.map((movie, index) => (
                  <MovieCard
                    key={movie.movieId}
                    movie={movie}
                    eager={index < 5}
                    opens={search.show === 'soon'}
                  />
                ))}
              </div>
            )}
            <Pages search={search} total={movies.data.total} pageSize={movies.data.pageSize} />
          </>
        )}
      </section>
    </div>
  )
}

/** Searches while one types; the box itself keeps what is typed, unless the address is changed elsewhere. */
function SearchBox({ q, onSearch }: { q: string | undefined } & Pick<MoviesPageProps, 'onSearch'>) {
  const box = useRef<HTMLInputElement>(null)
  const asked = useRef(q)
  const timer = useRef<number>(undefined)

  useEffect(() => {
    // An answer to one's own typing is late: the box may hold more letters by now.
    if (q === asked.current || !box.current) return
    window.clearTimeout(timer.current)
    asked.current = q
    box.current.value = q ?? ''
  }, [q])

  useEffect(() => () => window.clearTimeout(timer.current), [])

  function look(text: string) {
    window.clearTimeout(timer.current)
    const wanted = text.trim() || undefined
    asked.current = wanted
    onSearch((before) => ({ ...before, q: wanted, page: undefined }))
  }

  return (
    <search>
      <form
        className="relative max-w-xl"
        onSubmit={(event) => {
          event.preventDefault()
          look(box.current?.value ?? '')
        }}
      >
        <label htmlFor="movie-search" className="sr-only">
          <Trans>Search by title or director</Trans>
        </label>
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-4 size-5 -translate-y-1/2 text-muted"
        />
        <input
          ref={box}
          id="movie-search"
          name="q"
          type="search"
          maxLength={100}
          defaultValue={q}
          placeholder={t`Title or director`}
          autoComplete="off"
          className="min-h-13 w-full rounded-xl border border-control bg-surface pr-4 pl-12 text-lg placeholder:text-muted"
          onChange={(event) => {
            const text = event.target.value
            window.clearTimeout(timer.current)
            timer.current = window.setTimeout(() => look(text), 250)
          }}
        />
      </form>
    </search>
  )
}

/** Nothing matches, or one has gone past the last page of what does. */
function NothingHere({ search, total }: { search: MovieListSearch; total: number }) {
  const beyond = total > 0
  return (
    <EmptyPanel
      title={beyond ? t`There is no page ${search.page ?? 1}` : t`No movie matches`}
      action={
        <Link
          to="/movies"
          search={beyond ? { ...search, page: undefined } : {}}
          className={buttonClass('primary')}
        >
          {beyond ? t`To the first page` : t`Show every movie`}
        </Link>
      }
    >
      {beyond ? t`What you look for fits on fewer pages.` : t`Try another word, or fewer filters.`}
    </EmptyPanel>
  )
}

function Pages({
  search,
  total,
  pageSize,
}: {
  search: MovieListSearch
  total: number
  pageSize: number
}) {
  const last = Math.ceil(total / pageSize)
  if (last <= 1) return null
  const current = search.page ?? 1
  return (
    <nav aria-label={t`Pages`} className="mt-10 flex flex-wrap gap-2">
      {Array.from({ length: last }, (_, index) => index + 1).map((page) => (
        <ChipLink
          key={page}
          to="/movies"
          search={{ ...search, page: page === 1 ? undefined : page }}
          aria-label={t`Page ${page}`}
          current={page === current}
          currentAs="page"
        >
          {page}
        </ChipLink>
      ))}
    </nav>
  )
}
