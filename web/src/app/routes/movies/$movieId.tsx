import { createFileRoute } from '@tanstack/react-router'
import { getMovieOptions } from '@/api/@tanstack/react-query.gen'
import { routeId } from '@/app/route-id'
import { MoviePage } from '@/features/movies/movie-page'
import { showtimeSearch } from '@/features/movies/search'

export const Route = createFileRoute('/movies/$movieId')({
  validateSearch: showtimeSearch,
  loader: ({ context: { queryClient }, params }) => {
    const movieId = routeId(params.movieId)
    void queryClient.prefetchQuery(getMovieOptions({ path: { movieId } }))
    return { movieId }
  },
  component: Movie,
})

function Movie() {
  const { movieId } = Route.useLoaderData()
  return <MoviePage key={movieId} movieId={movieId} search={Route.useSearch()} />
}
