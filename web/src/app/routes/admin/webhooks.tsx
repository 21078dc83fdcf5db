import { createFileRoute } from '@tanstack/react-router'
import { asWritten } from '@/app/return-search'
import { WebhooksPage } from '@/features/admin/webhooks/webhooks-page'

export const Route = createFileRoute('/admin/webhooks')({
  validateSearch: asWritten,
  component: Webhooks,
})

function Webhooks() {
  const navigate = Route.useNavigate()
  return (
    <WebhooksPage
      written={Route.useSearch()}
      onSearch={(search) => void navigate({ search: () => search })}
    />
  )
}
