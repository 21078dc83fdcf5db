import { createFileRoute } from '@tanstack/react-router'
import { asWritten } from '@/app/return-search'
import { TillsPage } from '@/features/admin/payments/tills-page'

export const Route = createFileRoute('/admin/tills')({
  validateSearch: asWritten,
  component: Tills,
})

function Tills() {
  const navigate = Route.useNavigate()
  return <TillsPage written={Route.useSearch()} onSearch={(search) => void navigate({ search })} />
}
