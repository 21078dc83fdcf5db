import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useEffect } from 'react'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { type Passkey, removePasskey } from '@/api'
import { ProofFields } from '@/features/account/passkeys/proof-fields'
import { FormError } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { showProblem } from '@/lib/api/form-problem'
import { knownPassword } from '@/lib/browser/form-rules'
import { notify } from '@/lib/browser/notices'

const schema = z.object({ password: knownPassword, code: z.string() })

type RemovePasskeyProps = {
  passkey: Passkey
  withCode: boolean
  onDone: () => void
  onCancel: () => void
}

export function RemovePasskey({ passkey, withCode, onDone, onCancel }: RemovePasskeyProps) {
  const form = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: { password: '', code: '' },
  })
  const { errors, isSubmitting } = form.formState
  // It takes the place of the form to add one.
  useEffect(() => form.setFocus('password'), [form])

  const submit = form.handleSubmit(async ({ password, code }) => {
    try {
      await removePasskey({
        path: { passkeyId: passkey.passkeyId },
        body: { password, code: withCode ? code : null },
        throwOnError: true,
      })
      notify(t`The passkey was removed.`)
      onDone()
    } catch (error) {
      showProblem(error, form.setError, ['password', 'code'])
    }
  })

  return (
    <form
      noValidate
      aria-label={t`Remove a passkey`}
      className="grid gap-5"
      onSubmit={(event) => void submit(event)}
    >
      <p>
        <Trans>
          Remove <strong>{passkey.name}</strong>? Sessions that began with it end.
        </Trans>
      </p>
      <FormError message={errors.root?.message} />
      <ProofFields
        password={form.register('password')}
        code={form.register('code')}
        errors={errors}
        withCode={withCode}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" look="danger" busy={isSubmitting}>
          <Trans>Remove it</Trans>
        </Button>
        <Button look="quiet" onClick={onCancel}>
          <Trans>Keep it</Trans>
        </Button>
      </div>
    </form>
  )
}
