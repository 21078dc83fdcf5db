import { createFileRoute } from '@tanstack/react-router'
import { asWritten } from '@/app/return-search'
import { StaffPage } from '@/features/admin/staff/staff-page'
import { positive } from '@/features/admin/shell/search'

export const Route = createFileRoute('/admin/staff')({
  validateSearch: asWritten,
  component: Staff,
})

function Staff() {
  const navigate = Route.useNavigate()
  return (
    <StaffPage
      page={positive(Route.useSearch()['page'])}
      onPage={(page) => void navigate({ search: { page } })}
    />
  )
}
