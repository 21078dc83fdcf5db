import { createFileRoute } from '@tanstack/react-router'
import { asWritten } from '@/app/return-search'
import { PeoplePage } from '@/features/admin/people/people-page'

export const Route = createFileRoute('/admin/people')({
  validateSearch: asWritten,
  component: People,
})

function People() {
  const navigate = Route.useNavigate()
  return <PeoplePage written={Route.useSearch()} onSearch={(search) => void navigate({ search })} />
}
