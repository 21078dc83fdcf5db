import { createFileRoute } from '@tanstack/react-router'
import { requireBooking } from '@/app/require-session'
import { routeId } from '@/app/route-id'
import { ReservationPage } from '@/features/booking/reservation-page'

export const Route = createFileRoute('/reservations/$reservationId')({
  beforeLoad: requireBooking,
  loader: ({ params }) => ({ reservationId: routeId(params.reservationId) }),
  component: Reservation,
})

function Reservation() {
  const { reservationId } = Route.useLoaderData()
  return <ReservationPage key={reservationId} reservationId={reservationId} />
}
