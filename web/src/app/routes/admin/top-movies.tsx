import { createFileRoute } from '@tanstack/react-router'
import { asWritten } from '@/app/return-search'
import { TopMoviesPage } from '@/features/admin/analytics/top-movies-page'

export const Route = createFileRoute('/admin/top-movies')({
  validateSearch: asWritten,
  component: TopMovies,
})

function TopMovies() {
  const navigate = Route.useNavigate()
  return (
    <TopMoviesPage written={Route.useSearch()} onSearch={(search) => void navigate({ search })} />
  )
}
