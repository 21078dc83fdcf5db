import { createFileRoute } from '@tanstack/react-router'
import { getCinemaOptions } from '@/api/@tanstack/react-query.gen'
import { routeId } from '@/app/route-id'
import { CinemaPage } from '@/features/movies/cinemas/cinema-page'
import { comingSoon, nowShowing } from '@/features/movies/queries'
import { cinemaSearch } from '@/features/movies/search'

export const Route = createFileRoute('/cinemas/$cinemaId')({
  validateSearch: cinemaSearch,
  loader: ({ context: { queryClient }, params }) => {
    const cinemaId = routeId(params.cinemaId)
    void queryClient.prefetchQuery(getCinemaOptions({ path: { cinemaId } }))
    void queryClient.prefetchQuery(nowShowing)
    void queryClient.prefetchQuery(comingSoon)
    return { cinemaId }
  },
  component: Cinema,
})

function Cinema() {
  const { cinemaId } = Route.useLoaderData()
  return <CinemaPage key={cinemaId} cinemaId={cinemaId} search={Route.useSearch()} />
}
