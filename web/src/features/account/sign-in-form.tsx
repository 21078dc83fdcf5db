import { t } from '@lingui/core/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { SessionForm, type StartSession } from '@/features/account/session-form'
import { CodeForm } from '@/features/account/second-factor/code-form'
import { Field } from '@/components/ui/field'
import { type Problem, problemText } from '@/lib/api/problem'
import { email, knownPassword } from '@/lib/browser/form-rules'

const schema = z.object({ email, password: knownPassword })

/** Email and password of an account that exists, then its code; `signIn` knows whose: a customer's or a manager's. */
export function SignInForm({ signIn }: { signIn: StartSession<z.infer<typeof schema>> }) {
  const form = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: { email: '', password: '' },
  })
  const { errors } = form.formState
  const [challenge, setChallenge] = useState<string>()

  function askForCode({ code, body }: Problem): boolean {
    if (code !== 'second_factor_required') return false
    setChallenge(String(body['challenge']))
    return true
  }

  function askForPassword(problem?: Problem) {
    setChallenge(undefined)
    form.resetField('password')
    if (problem) form.setError('root', { message: problemText(problem) })
  }

  if (challenge !== undefined) return <CodeForm challenge={challenge} onEnd={askForPassword} />
  return (
    <SessionForm
      form={form}
      start={signIn}
      fields={['email', 'password']}
      takesProblem={askForCode}
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
