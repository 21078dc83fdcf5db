import { createFileRoute, useLocation } from '@tanstack/react-router'
import { ResetPasswordPage } from '@/features/account/recovery/reset-password-page'
import { mailedToken } from '@/features/account/recovery/mailed-token'

export const Route = createFileRoute('/reset-password')({ component: ResetPassword })

function ResetPassword() {
  return <ResetPasswordPage token={mailedToken(useLocation().hash)} />
}
