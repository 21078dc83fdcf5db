import { createFileRoute } from '@tanstack/react-router'
import { asWritten } from '@/app/return-search'
import { ApiKeysPage } from '@/features/admin/api-keys/api-keys-page'
import { positive } from '@/features/admin/shell/search'

export const Route = createFileRoute('/admin/api-keys')({
  validateSearch: asWritten,
  component: ApiKeys,
})

function ApiKeys() {
  const navigate = Route.useNavigate()
  return (
    <ApiKeysPage
      page={positive(Route.useSearch()['page'])}
      onPage={(page) => void navigate({ search: { page } })}
    />
  )
}
