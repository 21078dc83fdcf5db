import { Link } from '@tanstack/react-router'
import { adminLogin } from '@/api'
import { SignInForm } from '@/features/account/sign-in-form'
import { FormFrame } from '@/components/form-frame'
import { useSession } from '@/lib/session/session'

/** Signing in as a manager. One browser has one session: a customer's makes way for it. */
export function AdminSignInPage() {
  const session = useSession()

  return (
    <FormFrame
      title="Managers"
      lead="The programme, what sells, and who changed what."
      other={
        <>
          <p>
            Password forgotten?{' '}
            <Link to="/forgot-password" className="link font-semibold">
              Choose a new one
            </Link>
          </p>
          <p className="mt-3">
            Here for a movie?{' '}
            <Link to="/" className="link font-semibold">
              See what is on
            </Link>
          </p>
        </>
      }
    >
      {session.user && (
        <p className="rounded-lg bg-raised p-4">
          This browser is signed in as <strong>{session.user.displayName}</strong>, whose account
          does not manage cinemas. Signing in here ends that.
        </p>
      )}
      <SignInForm
        signIn={(body) => adminLogin({ body, query: { useCookies: true }, throwOnError: true })}
      />
    </FormFrame>
  )
}
