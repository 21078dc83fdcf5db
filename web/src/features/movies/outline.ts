import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { ListMoviesResponse, Movie } from '@/api'
import { listMoviesQueryKey } from '@/api/@tanstack/react-query.gen'

/** What is known of a movie before its page has been read: from the page's HTML, or from a list that one came from. */
export function useOutline(movieId: number): Movie | undefined {
  const queryClient = useQueryClient()
  return inHtml(movieId) ?? inLists(queryClient, movieId)
}

/** The API writes it where it serves the page itself (api/Movies/MoviePage.cs). */
function inHtml(movieId: number): Movie | undefined {
  const text = document.getElementById('movie-outline')?.textContent
  if (!text) return undefined
  const movie = JSON.parse(text) as Movie
  return movie.movieId === movieId ? movie : undefined
}

function inLists(queryClient: QueryClient, movieId: number): Movie | undefined {
  const [{ _id }] = listMoviesQueryKey()
  return queryClient
    .getQueriesData<ListMoviesResponse>({ queryKey: [{ _id }] })
    .flatMap(([, list]) => list?.items ?? [])
    .find((movie) => movie.movieId === movieId)
}
