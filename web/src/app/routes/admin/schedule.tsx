import { createFileRoute } from '@tanstack/react-router'
import { asWritten } from '@/app/return-search'
import { SchedulePage } from '@/features/admin/schedule/schedule-page'

export const Route = createFileRoute('/admin/schedule')({
  validateSearch: asWritten,
  component: Schedule,
})

function Schedule() {
  const navigate = Route.useNavigate()
  return (
    <SchedulePage written={Route.useSearch()} onSearch={(search) => void navigate({ search })} />
  )
}
