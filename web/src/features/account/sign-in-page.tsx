import { Link } from '@tanstack/react-router'
import { login } from '@/api'
import { SignInForm } from '@/features/account/sign-in-form'
import { FormFrame } from '@/components/form-frame'

/** Signing in; the route then leads back to where one was, with the seats chosen there. */
export function SignInPage({ returnTo }: { returnTo: string | undefined }) {
  return (
    <FormFrame
      title="Sign in"
      lead={
        returnTo?.startsWith('/showtimes/')
          ? 'Then the seats you chose are held for you, as far as they are still free.'
          : 'Your tickets, your seats, your next evening out.'
      }
      other={
        <>
          <p>
            New here?{' '}
            <Link to="/register" search={{ redirect: returnTo }} className="link font-semibold">
              Create an account
            </Link>
          </p>
          <p className="mt-3">
            Password forgotten?{' '}
            <Link to="/forgot-password" className="link font-semibold">
              Choose a new one
            </Link>
          </p>
          <p className="mt-3">
            Booked as a guest?{' '}
            <Link to="/find-booking" className="link font-semibold">
              Find your booking
            </Link>
          </p>
        </>
      }
    >
      <SignInForm
        signIn={(body) => login({ body, query: { useCookies: true }, throwOnError: true })}
      />
    </FormFrame>
  )
}
