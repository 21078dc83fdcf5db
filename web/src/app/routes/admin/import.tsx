import { createFileRoute } from '@tanstack/react-router'
import { asWritten } from '@/app/return-search'
import { ImportPage } from '@/features/admin/import/import-page'

export const Route = createFileRoute('/admin/import')({
  validateSearch: asWritten,
  component: Import,
})

function Import() {
  const navigate = Route.useNavigate()
  return <ImportPage written={Route.useSearch()} onSearch={(search) => void navigate({ search })} />
}
