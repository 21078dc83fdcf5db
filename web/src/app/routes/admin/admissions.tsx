import { createFileRoute } from '@tanstack/react-router'
import { asWritten } from '@/app/return-search'
import { AdmissionsPage } from '@/features/admin/analytics/admissions-page'

export const Route = createFileRoute('/admin/admissions')({
  validateSearch: asWritten,
  component: Admissions,
})

function Admissions() {
  const navigate = Route.useNavigate()
  return (
    <AdmissionsPage written={Route.useSearch()} onSearch={(search) => void navigate({ search })} />
  )
}
