import { createFileRoute } from '@tanstack/react-router'
import { asWritten } from '@/app/return-search'
import { TonightPage } from '@/features/admin/analytics/tonight-page'

export const Route = createFileRoute('/admin/tonight')({
  validateSearch: asWritten,
  component: Tonight,
})

function Tonight() {
  const navigate = Route.useNavigate()
  return (
    <TonightPage written={Route.useSearch()} onSearch={(search) => void navigate({ search })} />
  )
}
