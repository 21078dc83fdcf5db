import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { login, signInWithPasskey } from '@/api'
import { PasskeySignIn } from '@/features/account/passkeys/passkey-sign-in'
import { ProviderButtons } from '@/features/account/providers/provider-buttons'
import { SignInForm } from '@/features/account/sign-in-form'
import { FormError, FormFrame } from '@/components/form-frame'

type SignInPageProps = {
  returnTo: string | undefined
  /** Why one is here again. */
  notice?: string | undefined
}

/** Signing in; the route then leads back to where one was, with the seats chosen there. */
export function SignInPage({ returnTo, notice }: SignInPageProps) {
  return (
    <FormFrame
      title={t`Sign in`}
      lead={
        returnTo?.startsWith('/showtimes/')
          ? t`Then the seats you chose are held for you, as far as they are still free.`
          : t`Your tickets, your seats, your next evening out.`
      }
      other={
        <>
          <p>
            <Trans>New here? </Trans>
            <Link to="/register" search={{ redirect: returnTo }} className="link font-semibold">
              <Trans>Create an account</Trans>
            </Link>
          </p>
          <p className="mt-3">
            <Trans>Password forgotten? </Trans>
            <Link to="/forgot-password" className="link font-semibold">
              <Trans>Choose a new one</Trans>
            </Link>
          </p>
          <p className="mt-3">
            <Trans>Booked as a guest? </Trans>
            <Link to="/find-booking" className="link font-semibold">
              <Trans>Find your booking</Trans>
            </Link>
          </p>
        </>
      }
    >
      <FormError message={notice} />
      <SignInForm
        signIn={(body) => login({ body, query: { useCookies: true }, throwOnError: true })}
      />
      <PasskeySignIn
        signIn={(body) =>
          signInWithPasskey({ body, query: { useCookies: true }, throwOnError: true })
        }
      />
      <ProviderButtons returnTo={returnTo} />
    </FormFrame>
  )
}
