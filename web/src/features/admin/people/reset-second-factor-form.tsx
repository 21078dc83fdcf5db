import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { resetSecondFactor } from '@/api'
import { FormError } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { showProblem } from '@/lib/api/form-problem'
import { Problem } from '@/lib/api/problem'
import * as fields from '@/lib/browser/form-rules'
import { notify } from '@/lib/browser/notices'

const schema = z.object({ email: fields.email })

/** For somebody, of the staff or not, who has lost both the phone and the recovery codes. */
export function ResetSecondFactorForm() {
  const form = useForm({ resolver: standardSchemaResolver(schema), defaultValues: { email: '' } })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (body) => {
    try {
      await resetSecondFactor({ body, throwOnError: true })
      form.reset()
      notify(t`${body.email} signs in with the password alone now.`)
    } catch (error) {
      if (error instanceof Problem && error.status === 404)
        form.setError('email', { message: error.detail }, { shouldFocus: true })
      else showProblem(error, form.setError, ['email'])
    }
  })

  return (
    <form
      noValidate
      aria-label={t`Lost second factor`}
      className="grid max-w-3xl gap-4"
      onSubmit={(event) => void submit(event)}
    >
      <h2 className="text-2xl">
        <Trans>Lost second factor</Trans>
      </h2>
      <p className="text-muted">
        <Trans>
          For whoever has neither the phone nor a recovery code. Make sure that it is they who ask:
          their sessions end, the password alone lets them in, and a mail tells them.
        </Trans>
      </p>
      <FormError message={errors.root?.message} />
      <Field
        label={t`Email of the account`}
        type="email"
        autoComplete="off"
        error={errors.email?.message}
        {...form.register('email')}
      />
      <Button type="submit" look="danger" className="justify-self-start" busy={isSubmitting}>
        <Trans>Take it off</Trans>
      </Button>
    </form>
  )
}
