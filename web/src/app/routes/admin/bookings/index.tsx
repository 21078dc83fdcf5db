import { createFileRoute } from '@tanstack/react-router'
import { asWritten } from '@/app/return-search'
import { BookingsPage } from '@/features/admin/bookings/bookings-page'

export const Route = createFileRoute('/admin/bookings/')({
  validateSearch: asWritten,
  component: Bookings,
})

function Bookings() {
  const navigate = Route.useNavigate()
  return (
    <BookingsPage written={Route.useSearch()} onSearch={(search) => void navigate({ search })} />
  )
}
