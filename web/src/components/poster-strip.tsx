import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listMoviesOptions } from '@/api/@tanstack/react-query.gen'
import { Poster } from '@/components/poster'

/** What is on, in a row of small posters: a way on from pages that have little else to show. */
export function PosterStrip() {
  const movies = useQuery(listMoviesOptions({ query: { showing: 'now', pageSize: 5 } }))
  if (!movies.data || movies.data.items.length === 0) return null
  return (
    <nav aria-label={t`On now`} className="max-w-2xl min-w-0">
      <ul className="flex gap-3 sm:gap-4">
        {movies.data.items.map((movie, index) => (
          <li
            key={movie.movieId}
            className={index > 3 ? 'min-w-0 flex-1 max-sm:hidden' : 'min-w-0 flex-1'}
          >
            <Link
              to="/movies/$movieId"
              params={{ movieId: String(movie.movieId) }}
              aria-label={movie.title}
              title={movie.title}
              className="block rounded-lg transition-transform duration-150 hover:-translate-y-1"
            >
              <Poster title={movie.title} url={movie.posterUrl} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
