import { keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query'
import { listCinemaShowtimes, type Showtime } from '@/api'
import {
  getMovieOptions,
  listCinemasOptions,
  listMoviesOptions,
} from '@/api/@tanstack/react-query.gen'
import type { MovieListSearch } from '@/features/movies/search'
import { spotlightOf } from '@/features/movies/home/spotlight'
import { serverNow } from '@/lib/time/server-clock'

/** The most the API gives at once: a cinema group has fewer movies, genres and cinemas than that. */
export const everything = 100

export const nowShowing = listMoviesOptions({ query: { showing: 'now', pageSize: everything } })
export const comingSoon = listMoviesOptions({ query: { showing: 'soon', pageSize: everything } })

/** Everything that plays at a cinema on one of its days; a multiplex has more of it than the API gives at once. */
export function cinemaDay(cinemaId: number, date: string) {
  return queryOptions({
    queryKey: ['cinemaDay', cinemaId, date],
    queryFn: async ({ signal }) => {
      const showtimes: Showtime[] = []
      for (let page = 1; ; page++) {
        const { data } = await listCinemaShowtimes({
          path: { cinemaId },
          query: { date, page, pageSize: everything },
          signal,
          throwOnError: true,
        })
        showtimes.push(...data.items)
        if (data.items.length < everything) return showtimes
      }
    },
  })
}

export const cinemas = listCinemasOptions({ query: { pageSize: everything } })

/** Reads what is on, and then the showtimes of the movie in the spotlight. */
export async function prefetchProgramme(queryClient: QueryClient): Promise<void> {
  await queryClient.prefetchQuery(nowShowing)
  const movies = queryClient.getQueryData(nowShowing.queryKey)?.items ?? []
  const [first] = spotlightOf(movies, serverNow())
  if (first) await queryClient.prefetchQuery(getMovieOptions({ path: { movieId: first.movieId } }))
}

export function movieList({ q, genre, show, page }: MovieListSearch) {
  const state = show === 'closed' ? { status: 'closed' as const } : { showing: show }
  return queryOptions({
    ...listMoviesOptions({
      query: { ...(show === undefined ? {} : state), q, genre, page, pageSize: 24 },
    }),
    placeholderData: keepPreviousData,
  })
}
