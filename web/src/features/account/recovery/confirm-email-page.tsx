import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { confirmEmail } from '@/api'
import { FormError, FormFrame } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { Problem, problemText } from '@/lib/api/problem'
import { announce } from '@/lib/browser/announce'
import { currentSession, refreshSession } from '@/lib/session/session'

const spent = t`This link has been used, is older than 30 minutes, or is not complete. Ask for the change again in your account.`

/** A click and not the mere opening of the link confirms: mailboxes open links by themselves. */
export function ConfirmEmailPage({ token }: { token: string | undefined }) {
  const confirm = useMutation({
    mutationFn: () => confirmEmail({ body: { token: token ?? '' }, throwOnError: true }),
    onSuccess: () => {
      announce(t`Your address is changed.`)
      // The page knows the new address with the next access token.
      if (currentSession().status === 'signed-in') void refreshSession()
    },
  })
  const { error } = confirm
  const isSpent = !token || (error instanceof Problem && error.code === 'invalid_token')

  return (
    <FormFrame
      title={t`New address`}
      lead={t`From then on you sign in with it, and mails go there.`}
      other={
        <p>
          <Link to="/account" className="link font-semibold">
            <Trans>To your account</Trans>
          </Link>
        </p>
      }
    >
      {confirm.isSuccess ? (
        <p className="text-lg font-semibold">
          <Trans>Your address is changed.</Trans>
        </p>
      ) : (
        <>
          <FormError message={isSpent ? spent : error ? problemText(error) : undefined} />
          {!isSpent && (
            <Button look="primary" busy={confirm.isPending} onClick={() => confirm.mutate()}>
              <Trans>Use this address</Trans>
            </Button>
          )}
        </>
      )}
    </FormFrame>
  )
}
