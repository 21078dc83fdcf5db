import { createFileRoute } from '@tanstack/react-router'
import { getSeatMapOptions } from '@/api/@tanstack/react-query.gen'
import { routeId } from '@/app/route-id'
import { SeatMapPage } from '@/features/seats/map/seat-map-page'

export const Route = createFileRoute('/showtimes/$showtimeId')({
  loader: ({ context: { queryClient }, params }) => {
    const showtimeId = routeId(params.showtimeId)
    void queryClient.prefetchQuery(getSeatMapOptions({ path: { showtimeId } }))
    return { showtimeId }
  },
  component: SeatMap,
})

function SeatMap() {
  const { showtimeId } = Route.useLoaderData()
  return <SeatMapPage key={showtimeId} showtimeId={showtimeId} />
}
