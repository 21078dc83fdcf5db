import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import * as z from 'zod/mini'
import { resetPassword } from '@/api'
import { NewPasswordField } from '@/features/account/new-password/new-password-field'
import { mustHold, newPassword } from '@/features/account/new-password/rules'
import { FormError, FormFrame } from '@/components/form-frame'
import { Button, buttonClass } from '@/components/ui/button'
import { showProblem } from '@/lib/api/form-problem'
import { Problem } from '@/lib/api/problem'
import { announce } from '@/lib/browser/announce'
import { signedOut } from '@/lib/session/session'

/** Who it is, the server alone knows by the token; it has the last word on names in passwords. */
const nobody = { email: undefined, name: undefined }
const schema = z.object({ password: newPassword }).check(mustHold('password', () => nobody))

/** Choosing a new password with the link of a mail. */
export function ResetPasswordPage({ token }: { token: string | undefined }) {
  const [state, setState] = useState<'open' | 'done' | 'spent'>(token ? 'open' : 'spent')
  const form = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: { password: '' },
  })
  const { errors, isSubmitting } = form.formState
  const password = useWatch({ control: form.control, name: 'password' })

  const submit = form.handleSubmit(async (body) => {
    try {
      await resetPassword({ body: { ...body, token: token ?? '' }, throwOnError: true })
      // All sessions have ended, this browser's, too.
      signedOut()
      setState('done')
      announce('Your password is changed.')
    } catch (error) {
      if (error instanceof Problem && error.code === 'invalid_token') setState('spent')
      else showProblem(error, form.setError, ['password'])
    }
  })

  return (
    <FormFrame
      title="New password"
      lead="Choose it, then sign in with it. Every other session ends."
      other={
        <p>
          Need a new link?{' '}
          <Link to="/forgot-password" className="link font-semibold">
            Send me one
          </Link>
        </p>
      }
    >
      {state === 'done' && (
        <>
          <p className="text-lg font-semibold">Your password is changed.</p>
          <Link to="/sign-in" className={buttonClass('primary')}>
            Sign in
          </Link>
        </>
      )}
      {state === 'spent' && (
        <FormError message="This link has been used, is older than 30 minutes, or is not complete. Have a new one sent." />
      )}
      {state === 'open' && (
        <form noValidate className="grid gap-5" onSubmit={(event) => void submit(event)}>
          <FormError message={errors.root?.message} />
          <NewPasswordField
            label="New password"
            value={password}
            personal={nobody}
            error={errors.password?.message}
            {...form.register('password')}
          />
          <Button type="submit" look="primary" busy={isSubmitting}>
            Set password
          </Button>
        </form>
      )}
    </FormFrame>
  )
}
