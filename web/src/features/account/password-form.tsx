import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useForm, useWatch } from 'react-hook-form'
import * as z from 'zod/mini'
import { changePassword } from '@/api'
import { NewPasswordField } from '@/features/account/new-password/new-password-field'
import { mustHold, newPassword, type Personal } from '@/features/account/new-password/rules'
import { FormError } from '@/components/form-frame'
import { showProblem } from '@/lib/api/form-problem'
import { knownPassword } from '@/lib/browser/form-rules'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { notify } from '@/lib/browser/notices'

export function PasswordForm({ personal }: { personal: Personal }) {
  const schema = z
    .object({ currentPassword: knownPassword, newPassword })
    .check(mustHold('newPassword', () => personal))
  const form = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: { currentPassword: '', newPassword: '' },
  })
  const { errors, isSubmitting } = form.formState
  const chosen = useWatch({ control: form.control, name: 'newPassword' })

  const submit = form.handleSubmit(async (body) => {
    try {
      await changePassword({ body, throwOnError: true })
      form.reset()
      notify(t`Your password is changed.`)
    } catch (error) {
      showProblem(error, form.setError, ['currentPassword', 'newPassword'])
    }
  })

  return (
    <form
      noValidate
      aria-label={t`Your password`}
      className="grid gap-5 rounded-2xl border border-line bg-surface p-6 sm:p-8"
      onSubmit={(event) => void submit(event)}
    >
      <h2 className="text-2xl">
        <Trans>Password</Trans>
      </h2>
      <FormError message={errors.root?.message} />
      <Field
        label={t`Current password`}
        type="password"
        autoComplete="current-password"
        error={errors.currentPassword?.message}
        {...form.register('currentPassword')}
      />
      <NewPasswordField
        label={t`New password`}
        value={chosen}
        personal={personal}
        error={errors.newPassword?.message}
        {...form.register('newPassword')}
      />
      <Button type="submit" look="primary" className="justify-self-start" busy={isSubmitting}>
        <Trans>Change password</Trans>
      </Button>
    </form>
  )
}
