import { createFileRoute } from '@tanstack/react-router'
import { asWritten } from '@/app/return-search'
import { positive } from '@/features/admin/shell/search'
import { VouchersPage } from '@/features/admin/vouchers/vouchers-page'

export const Route = createFileRoute('/admin/vouchers')({
  validateSearch: asWritten,
  component: Vouchers,
})

function Vouchers() {
  const navigate = Route.useNavigate()
  return (
    <VouchersPage
      page={positive(Route.useSearch()['page'])}
      onPage={(page) => void navigate({ search: { page } })}
    />
  )
}
