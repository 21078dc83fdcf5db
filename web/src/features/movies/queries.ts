import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { listMoviesOptions } from '@/api/@tanstack/react-query.gen'
import type { MovieListSearch } from '@/features/movies/search'

/** The most the API gives at once: a cinema group has fewer movies, genres and cinemas than that. */
export const everything = 100

export const nowShowing = listMoviesOptions({ query: { showing: 'now', pageSize: everything } })
export const comingSoon = listMoviesOptions({ query: { showing: 'soon', pageSize: everything } })

export function movieList({ q, genre, show, page }: MovieListSearch) {
  const state = show === 'closed' ? { status: 'closed' as const } : { showing: show }
  return queryOptions({
    ...listMoviesOptions({
      query: { ...(show === undefined ? {} : state), q, genre, page, pageSize: 24 },
    }),
    placeholderData: keepPreviousData,
  })
}
