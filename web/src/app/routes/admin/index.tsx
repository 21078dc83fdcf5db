import { createFileRoute } from '@tanstack/react-router'
import { asWritten } from '@/app/return-search'
import { DashboardPage } from '@/features/admin/analytics/dashboard-page'

export const Route = createFileRoute('/admin/')({
  validateSearch: asWritten,
  component: Dashboard,
})

function Dashboard() {
  const navigate = Route.useNavigate()
  return (
    <DashboardPage written={Route.useSearch()} onSearch={(search) => void navigate({ search })} />
  )
}
