import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { adminLogin, adminSignInWithPasskey } from '@/api'
import { PasskeySignIn } from '@/features/account/passkeys/passkey-sign-in'
import { SignInForm } from '@/features/account/sign-in-form'
import { FormFrame } from '@/components/form-frame'
import { useSession } from '@/lib/session/session'

/** Signing in as a manager. One browser has one session: a customer's makes way for it. */
export function AdminSignInPage() {
  const session = useSession()

  return (
    <FormFrame
      title={t`Managers`}
      lead={t`The programme, what sells, and who changed what.`}
      other={
        <>
          <p>
            <Trans>Password forgotten? </Trans>
            <Link to="/forgot-password" className="link font-semibold">
              <Trans>Choose a new one</Trans>
            </Link>
          </p>
          <p className="mt-3">
            <Trans>Here for a movie? </Trans>
            <Link to="/" className="link font-semibold">
              <Trans>See what is on</Trans>
            </Link>
          </p>
        </>
      }
    >
      {session.user && (
        <p className="rounded-lg bg-raised p-4">
          <Trans>
            This browser is signed in as <strong>{session.user.displayName}</strong>, whose account
            does not manage cinemas. Signing in here ends that.
          </Trans>
        </p>
      )}
      <SignInForm
        signIn={(body) => adminLogin({ body, query: { useCookies: true }, throwOnError: true })}
      />
      <PasskeySignIn
        signIn={(body) =>
          adminSignInWithPasskey({ body, query: { useCookies: true }, throwOnError: true })
        }
      />
    </FormFrame>
  )
}
