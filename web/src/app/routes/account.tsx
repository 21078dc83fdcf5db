import { createFileRoute } from '@tanstack/react-router'
import { requireSession } from '@/app/require-session'
import { AccountPage } from '@/features/account/account-page'

export const Route = createFileRoute('/account')({
  beforeLoad: requireSession,
  component: AccountPage,
})
