import { createFileRoute } from '@tanstack/react-router'
import { asWritten } from '@/app/return-search'
import { AuditLogPage } from '@/features/admin/audit/audit-log-page'

export const Route = createFileRoute('/admin/audit-log')({
  validateSearch: asWritten,
  component: AuditLog,
})

function AuditLog() {
  const navigate = Route.useNavigate()
  return (
    <AuditLogPage written={Route.useSearch()} onSearch={(search) => void navigate({ search })} />
  )
}
