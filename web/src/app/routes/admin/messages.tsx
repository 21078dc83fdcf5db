import { createFileRoute } from '@tanstack/react-router'
import { asWritten } from '@/app/return-search'
import { MessagesPage } from '@/features/admin/messages/messages-page'

export const Route = createFileRoute('/admin/messages')({
  validateSearch: asWritten,
  component: Messages,
})

function Messages() {
  const navigate = Route.useNavigate()
  return (
    <MessagesPage written={Route.useSearch()} onSearch={(search) => void navigate({ search })} />
  )
}
