import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { Link } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { register } from '@/api'
import { FormFrame, FormError } from '@/components/form-frame'
import { showProblem } from '@/lib/form-problem'
import { displayName, email, newPassword } from '@/lib/rules'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { signedIn } from '@/lib/session'

const schema = z.object({ displayName, email, password: newPassword })

/** Making an account, which signs in at once and leads back. */
export function RegisterPage({ returnTo }: { returnTo: string | undefined }) {
  const form = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: { displayName: '', email: '', password: '' },
  })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (body) => {
    try {
      const { data } = await register({ body, query: { useCookies: true }, throwOnError: true })
      signedIn(data)
    } catch (error) {
      showProblem(error, form.setError, ['displayName', 'email', 'password'])
    }
  })

  return (
    <FormFrame
      title="Register"
      lead="One account, and every ticket in one place."
      other={
        <p>
          Been here before?{' '}
          <Link to="/sign-in" search={{ redirect: returnTo }} className="link font-semibold">
            Sign in
          </Link>
        </p>
      }
    >
      <form noValidate className="grid gap-5" onSubmit={(event) => void submit(event)}>
        <FormError message={errors.root?.message} />
        <Field
          label="Name"
          autoComplete="name"
          error={errors.displayName?.message}
          {...form.register('displayName')}
        />
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
          autoComplete="new-password"
          hint="At least 10 characters."
          error={errors.password?.message}
          {...form.register('password')}
        />
        <Button type="submit" look="primary" busy={isSubmitting}>
          {isSubmitting ? 'Creating your account…' : 'Create account'}
        </Button>
      </form>
    </FormFrame>
  )
}
