import { createFileRoute } from '@tanstack/react-router'
import { routeId } from '@/app/route-id'
import { EditMoviePage } from '@/features/admin/movies/edit-movie-page'

export const Route = createFileRoute('/admin/movies/$movieId')({
  loader: ({ params }) => ({ movieId: routeId(params.movieId) }),
  component: EditMovie,
})

function EditMovie() {
  return <EditMoviePage movieId={Route.useLoaderData().movieId} />
}
