import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { Link } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { adminLogin } from '@/api'
import { FormError, FormFrame } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { showProblem } from '@/lib/form-problem'
import { email, knownPassword } from '@/lib/rules'
import { signedIn, useSession } from '@/lib/session'

const schema = z.object({ email, password: knownPassword })

/** Signing in as a manager. One browser has one session: a customer's makes way for it. */
export function AdminSignInPage() {
  const session = useSession()
  const form = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: { email: '', password: '' },
  })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (body) => {
    try {
      const { data } = await adminLogin({ body, query: { useCookies: true }, throwOnError: true })
      signedIn(data)
    } catch (error) {
      showProblem(error, form.setError, ['email', 'password'])
    }
  })

  return (
    <FormFrame
      title="Managers"
      lead="The programme, what sells, and who changed what."
      other={
        <p>
          Here for a movie?{' '}
          <Link to="/" className="link font-semibold">
            See what is on
          </Link>
        </p>
      }
    >
      {session.user && (
        <p className="rounded-lg bg-raised p-4">
          This browser is signed in as <strong>{session.user.displayName}</strong>, whose account
          does not manage cinemas. Signing in here ends that.
        </p>
      )}
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
