import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { forgetPassword } from '@/api'
import { FormError, FormFrame } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { showProblem } from '@/lib/api/form-problem'
import { announce } from '@/lib/browser/announce'
import * as fields from '@/lib/browser/form-rules'

const schema = z.object({ email: fields.email })

/** The way to a new password for whoever forgot the old one. Whether there is an account is told by the mail alone. */
export function ForgotPasswordPage() {
  const [asked, setAsked] = useState<string>()
  const form = useForm({ resolver: standardSchemaResolver(schema), defaultValues: { email: '' } })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (body) => {
    try {
      await forgetPassword({ body, throwOnError: true })
      setAsked(body.email)
      announce(t`Look into your mailbox.`)
    } catch (error) {
      showProblem(error, form.setError, ['email'])
    }
  })

  return (
    <FormFrame
      title={t`Forgotten`}
      lead={t`It happens. We send you a link, and you choose a new password.`}
      other={
        <p>
          <Trans>Remembered it? </Trans>
          <Link to="/sign-in" className="link font-semibold">
            <Trans>Sign in</Trans>
          </Link>
        </p>
      }
    >
      {asked !== undefined && (
        <div className="rounded-lg bg-raised p-4">
          <p className="font-semibold">
            <Trans>Look into your mailbox</Trans>
          </p>
          <p className="wrap-anywhere">
            <Trans>
              If {asked} has an account, a mail with a link is on its way. The link is good once,
              for 30 minutes.
            </Trans>
          </p>
        </div>
      )}
      <form noValidate className="grid gap-5" onSubmit={(event) => void submit(event)}>
        <FormError message={errors.root?.message} />
        <Field
          label={t`Email`}
          type="email"
          autoComplete="username"
          error={errors.email?.message}
          {...form.register('email')}
        />
        <Button
          type="submit"
          look={asked === undefined ? 'primary' : 'secondary'}
          busy={isSubmitting}
        >
          {asked === undefined ? t`Send me a link` : t`Send another link`}
        </Button>
      </form>
    </FormFrame>
  )
}
