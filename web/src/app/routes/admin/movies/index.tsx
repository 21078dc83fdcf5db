import { createFileRoute } from '@tanstack/react-router'
import { asWritten } from '@/app/return-search'
import { AdminMoviesPage } from '@/features/admin/movies/admin-movies-page'

export const Route = createFileRoute('/admin/movies/')({
  validateSearch: asWritten,
  component: Movies,
})

function Movies() {
  const navigate = Route.useNavigate()
  return (
    <AdminMoviesPage written={Route.useSearch()} onSearch={(search) => void navigate({ search })} />
  )
}
