import { createFileRoute } from '@tanstack/react-router'
import { requireBooking } from '@/app/require-session'
import { routeId } from '@/app/route-id'
import { CheckoutPage } from '@/features/booking/checkout-page'

export const Route = createFileRoute('/checkout/$reservationId')({
  beforeLoad: requireBooking,
  loader: ({ params }) => ({ reservationId: routeId(params.reservationId) }),
  component: Checkout,
})

function Checkout() {
  const { reservationId } = Route.useLoaderData()
  return <CheckoutPage key={reservationId} reservationId={reservationId} />
}
