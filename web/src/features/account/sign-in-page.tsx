import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { Link } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { login } from '@/api'
import { FormFrame, FormError } from '@/components/form-frame'
import { showProblem } from '@/lib/form-problem'
import { email, knownPassword } from '@/lib/rules'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { signedIn } from '@/lib/session'

const schema = z.object({ email, password: knownPassword })

/** Signing in; the route then leads back to where one was, with the seats chosen there. */
export function SignInPage({ returnTo }: { returnTo: string | undefined }) {
  const form = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: { email: '', password: '' },
  })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (body) => {
    try {
      const { data } = await login({ body, query: { useCookies: true }, throwOnError: true })
      signedIn(data)
    } catch (error) {
      showProblem(error, form.setError, ['email', 'password'])
    }
  })

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
            Booked as a guest?{' '}
            <Link to="/find-booking" className="link font-semibold">
              Find your booking
            </Link>
          </p>
        </>
      }
    >
      <form noValidate className="grid gap-5" onSubmit={(event) => void submit(event)}>
        <FormError message={errors.root?.message} />
        <Field
          label="Email"
          type="email"
          autoComplete="username"
          error={errors.email?.message}
          {...form.register('email')}
        />
        <Field
          label="Password"
          type="password"
          autoComplete="current-password"
          error={errors.password?.message}
          {...form.register('password')}
        />
        <Button type="submit" look="primary" busy={isSubmitting}>
          {isSubmitting ? 'Signing in…' : 'Sign in'}
        </Button>
      </form>
    </FormFrame>
  )
}
