import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { Link } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { register } from '@/api'
import { SessionForm } from '@/features/account/session-form'
import { FormFrame } from '@/components/form-frame'
import { Field } from '@/components/ui/field'
import { displayName, email, newPassword } from '@/lib/browser/form-rules'

const schema = z.object({ displayName, email, password: newPassword })

/** Making an account, which signs in at once and leads back. */
export function RegisterPage({ returnTo }: { returnTo: string | undefined }) {
  const form = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: { displayName: '', email: '', password: '' },
  })
  const { errors } = form.formState

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
      <SessionForm
        form={form}
        start={(body) => register({ body, query: { useCookies: true }, throwOnError: true })}
        fields={['displayName', 'email', 'password']}
        action="Create account"
        busyAction="Creating your account…"
      >
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
      </SessionForm>
    </FormFrame>
  )
}
