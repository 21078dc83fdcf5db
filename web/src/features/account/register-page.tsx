import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { Link } from '@tanstack/react-router'
import { useForm, useWatch } from 'react-hook-form'
import * as z from 'zod/mini'
import { register } from '@/api'
import { NewPasswordField } from '@/features/account/new-password/new-password-field'
import { mustHold, newPassword } from '@/features/account/new-password/rules'
import { SessionForm } from '@/features/account/session-form'
import { FormFrame } from '@/components/form-frame'
import { Field } from '@/components/ui/field'
import * as fields from '@/lib/browser/form-rules'

const schema = z
  .object({ displayName: fields.displayName, email: fields.email, password: newPassword })
  .check(mustHold('password', ({ email, displayName }) => ({ email, name: displayName })))

/** Making an account, which signs in at once and leads back. */
export function RegisterPage({ returnTo }: { returnTo: string | undefined }) {
  const form = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: { displayName: '', email: '', password: '' },
  })
  const { errors } = form.formState
  const { displayName: name, email, password } = useWatch({ control: form.control })

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
        <NewPasswordField
          label="Password"
          value={password ?? ''}
          personal={{ email, name }}
          error={errors.password?.message}
          {...form.register('password')}
        />
      </SessionForm>
    </FormFrame>
  )
}
