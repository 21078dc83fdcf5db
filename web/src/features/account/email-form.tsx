import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { changeEmail } from '@/api'
import { FormError } from '@/components/form-frame'
import { showProblem } from '@/lib/api/form-problem'
import * as fields from '@/lib/browser/form-rules'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { notify } from '@/lib/browser/notices'

const schema = z.object({ email: fields.email, password: fields.knownPassword })

/** Another address, once a mail to it is answered. */
export function EmailForm() {
  const form = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: { email: '', password: '' },
  })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (body) => {
    try {
      await changeEmail({ body, throwOnError: true })
      form.reset()
      notify(t`A mail is on its way to the new address. Its link makes the change.`)
    } catch (error) {
      showProblem(error, form.setError, ['email', 'password'])
    }
  })

  return (
    <form
      noValidate
      aria-label={t`Your email address`}
      className="grid gap-5 rounded-2xl border border-line bg-surface p-6 sm:p-8"
      onSubmit={(event) => void submit(event)}
    >
      <h2 className="text-2xl">
        <Trans>Email address</Trans>
      </h2>
      <FormError message={errors.root?.message} />
      <Field
        label={t`New email`}
        type="email"
        autoComplete="email"
        hint={t`It gets a mail with a link, and the old one a notice.`}
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
      <Button type="submit" look="primary" className="justify-self-start" busy={isSubmitting}>
        <Trans>Change email address</Trans>
      </Button>
    </form>
  )
}
