import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { addPasskey, beginPasskey } from '@/api'
import {
  isElsewhere,
  isKnownHere,
  makePasskey,
  notHere,
  wasEnded,
} from '@/features/account/passkeys/credentials'
import { ProofFields } from '@/features/account/passkeys/proof-fields'
import { FormError } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { showProblem } from '@/lib/api/form-problem'
import { knownPassword } from '@/lib/browser/form-rules'
import { notify } from '@/lib/browser/notices'

const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1, t`Enter a name.`), z.maxLength(60)),
  password: knownPassword,
  code: z.string(),
})

/** A name and the proof, then what the browser asks. */
export function AddPasskey({ withCode, onTried }: { withCode: boolean; onTried: () => void }) {
  const form = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: { name: '', password: '', code: '' },
  })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async ({ name, password, code }) => {
    try {
      const proof = { password, code: withCode ? code : null }
      const { data: options } = await beginPasskey({ body: proof, throwOnError: true })
      const made = await makePasskey(options)
      await addPasskey({ body: { name, ...made }, throwOnError: true })
      form.reset()
      notify(t`Your passkey was added.`)
    } catch (error) {
      if (isKnownHere(error))
        form.setError('root', { message: t`This device has a passkey of your account already.` })
      else if (wasEnded(error))
        form.setError('root', { message: t`No passkey was made. Try again.` })
      else if (isElsewhere(error)) form.setError('root', { message: notHere() })
      else showProblem(error, form.setError, ['name', 'password', 'code'])
    } finally {
      // Also where an answer was lost: what it told may have been done.
      onTried()
    }
  })

  return (
    <form
      noValidate
      aria-label={t`Add a passkey`}
      className="grid gap-5"
      onSubmit={(event) => void submit(event)}
    >
      <FormError message={errors.root?.message} />
      <Field
        label={t`Name of the passkey`}
        autoComplete="off"
        maxLength={60}
        error={errors.name?.message}
        {...form.register('name')}
      />
      <ProofFields
        password={form.register('password')}
        code={form.register('code')}
        errors={errors}
        withCode={withCode}
      />
      <Button type="submit" look="primary" className="justify-self-start" busy={isSubmitting}>
        <Trans>Add a passkey</Trans>
      </Button>
    </form>
  )
}
