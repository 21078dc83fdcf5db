import { createFileRoute, useLocation } from '@tanstack/react-router'
import { ConfirmEmailPage } from '@/features/account/recovery/confirm-email-page'
import { mailedToken } from '@/features/account/recovery/mailed-token'

export const Route = createFileRoute('/confirm-email')({ component: ConfirmEmail })

function ConfirmEmail() {
  return <ConfirmEmailPage token={mailedToken(useLocation().hash)} />
}
