import { createFileRoute } from '@tanstack/react-router'
import { MoviesPage } from '@/features/movies/movies-page'
import { movieListSearch } from '@/features/movies/search'

export const Route = createFileRoute('/movies/')({
  validateSearch: movieListSearch,
  component: Movies,
})

function Movies() {
  const navigate = Route.useNavigate()
  return (
    <MoviesPage
      search={Route.useSearch()}
      onSearch={(change) => void navigate({ search: change, replace: true })}
    />
  )
}
