import { createFileRoute } from '@tanstack/react-router'
import { asWritten } from '@/app/return-search'
import { PaymentsPage } from '@/features/admin/payments/payments-page'

export const Route = createFileRoute('/admin/payments')({
  validateSearch: asWritten,
  component: Payments,
})

function Payments() {
  const navigate = Route.useNavigate()
  return (
    <PaymentsPage written={Route.useSearch()} onSearch={(search) => void navigate({ search })} />
  )
}
