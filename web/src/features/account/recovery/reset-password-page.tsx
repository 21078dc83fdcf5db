import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
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
      announce(t`Your password is changed.`)
    } catch (error) {
      if (error instanceof Problem && error.code === 'invalid_token') setState('spent')
      else showProblem(error, form.setError, ['password'])
    }
  })

  return (
    <FormFrame
      title={t`New password`}
      lead={t`Choose it, then sign in with it. Every other session ends.`}
      other={
        <p>
          <Trans>Need a new link? </Trans>
          <Link to="/forgot-password" className="link font-semibold">
            <Trans>Send me one</Trans>
          </Link>
        </p>
      }
    >
      {state === 'done' && (
        <>
          <p className="text-lg font-semibold">
            <Trans>Your password is changed.</Trans>
          </p>
          <Link to="/sign-in" className={buttonClass('primary')}>
            <Trans>Sign in</Trans>
          </Link>
        </>
      )}
      {state === 'spent' && (
        <FormError
          message={t`This link has been used, is older than 30 minutes, or is not complete. Have a new one sent.`}
        />
      )}
      {state === 'open' && (
        <form noValidate className="grid gap-5" onSubmit={(event) => void submit(event)}>
          <FormError message={errors.root?.message} />
          <NewPasswordField
            label={t`New password`}
            value={password}
            personal={nobody}
            error={errors.password?.message}
            {...form.register('password')}
          />
          <Button type="submit" look="primary" busy={isSubmitting}>
            <Trans>Set password</Trans>
          </Button>
        </form>
      )}
    </FormFrame>
  )
}
