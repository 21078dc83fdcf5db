import { createFileRoute } from '@tanstack/react-router'
import { routeId } from '@/app/route-id'
import { ManagedBookingPage } from '@/features/admin/bookings/managed-booking-page'

export const Route = createFileRoute('/admin/bookings/$reservationId')({
  loader: ({ params }) => ({ reservationId: routeId(params.reservationId) }),
  component: ManagedBooking,
})

function ManagedBooking() {
  const { reservationId } = Route.useLoaderData()
  return <ManagedBookingPage key={reservationId} reservationId={reservationId} />
}
