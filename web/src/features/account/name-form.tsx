import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { updateMe } from '@/api'
import { FormError } from '@/components/form-frame'
import { showProblem } from '@/lib/api/form-problem'
import { displayName } from '@/lib/browser/form-rules'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { notify } from '@/lib/browser/notices'
import { userChanged } from '@/lib/session/session'

const schema = z.object({ displayName })

export function NameForm({ name }: { name: string }) {
  const form = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: { displayName: name },
  })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (body) => {
    try {
      const { data } = await updateMe({ body, throwOnError: true })
      userChanged(data)
      notify(t`Your name is saved.`)
    } catch (error) {
      showProblem(error, form.setError, ['displayName'])
    }
  })

  return (
    <form
      noValidate
      aria-label={t`Your name`}
      className="grid gap-5 rounded-2xl border border-line bg-surface p-6 sm:p-8"
      onSubmit={(event) => void submit(event)}
    >
      <h2 className="text-2xl">
        <Trans>Name</Trans>
      </h2>
      <FormError message={errors.root?.message} />
      <Field
        label={t`Name`}
        autoComplete="name"
        error={errors.displayName?.message}
        {...form.register('displayName')}
      />
      <Button type="submit" look="primary" className="justify-self-start" busy={isSubmitting}>
        <Trans>Save name</Trans>
      </Button>
    </form>
  )
}
