import { t } from '@lingui/core/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { SessionForm, type StartSession } from '@/features/account/session-form'
import { Field } from '@/components/ui/field'
import { email, knownPassword } from '@/lib/browser/form-rules'

const schema = z.object({ email, password: knownPassword })

/** Email and password of an account that exists; `signIn` knows whose: a customer's or a manager's. */
export function SignInForm({ signIn }: { signIn: StartSession<z.infer<typeof schema>> }) {
  const form = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: { email: '', password: '' },
  })
  const { errors } = form.formState

  return (
    <SessionForm
      form={form}
      start={signIn}
      fields={['email', 'password']}
      action={t`Sign in`}
      busyAction={t`Signing in…`}
    >
      <Field
        label={t`Email`}
        type="email"
        autoComplete="username"
        error={errors.email?.message}
        {...form.register('email')}
      />
      <Field
        label={t`Password`}
        type="password"
        autoComplete="current-password"
        error={errors.password?.message}
        {...form.register('password')}
      />
    </SessionForm>
  )
}
