import { createFileRoute } from '@tanstack/react-router'
import { getSeatMapOptions } from '@/api/@tanstack/react-query.gen'
import { routeId } from '@/app/route-id'
import { ContinuePage } from '@/features/seats/booking/continue-page'
import { restoreSession } from '@/lib/session/session'

export const Route = createFileRoute('/showtimes/$showtimeId_/continue')({
  beforeLoad: restoreSession,
  loader: ({ context: { queryClient }, params }) => {
    const showtimeId = routeId(params.showtimeId)
    void queryClient.prefetchQuery(getSeatMapOptions({ path: { showtimeId } }))
    return { showtimeId }
  },
  component: Continue,
})

function Continue() {
  const { showtimeId } = Route.useLoaderData()
  return <ContinuePage key={showtimeId} showtimeId={showtimeId} />
}
