import { createFileRoute } from '@tanstack/react-router'
import { asWritten } from '@/app/return-search'
import { ShowtimesPage } from '@/features/admin/schedule/showtimes-page'

export const Route = createFileRoute('/admin/showtimes')({
  validateSearch: asWritten,
  component: Showtimes,
})

function Showtimes() {
  const navigate = Route.useNavigate()
  return (
    <ShowtimesPage written={Route.useSearch()} onSearch={(search) => void navigate({ search })} />
  )
}
