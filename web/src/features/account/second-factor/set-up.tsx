import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { setUpSecondFactor, type SecondFactorSecret } from '@/api'
import { ConfirmForm } from '@/features/account/second-factor/confirm-form'
import { FormError } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { showProblem } from '@/lib/api/form-problem'
import { knownPassword } from '@/lib/browser/form-rules'

const schema = z.object({ password: knownPassword })

/** From the password to the first code. */
export function SetUp({ onCodes }: { onCodes: (codes: string[]) => void }) {
  const [secret, setSecret] = useState<SecondFactorSecret>()
  const form = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: { password: '' },
  })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (body) => {
    try {
      const { data } = await setUpSecondFactor({ body, throwOnError: true })
      setSecret(data)
    } catch (error) {
      showProblem(error, form.setError, ['password'])
    }
  })

  if (secret) return <ConfirmForm secret={secret} onCodes={onCodes} />
  return (
    <form
      noValidate
      aria-label={t`Set up a second factor`}
      className="grid gap-5"
      onSubmit={(event) => void submit(event)}
    >
      <p className="text-muted">
        <Trans>
          An app on your phone shows a new code every 30 seconds. Signing in then takes your
          password and a code, so a password alone lets nobody in.
        </Trans>
      </p>
      <FormError message={errors.root?.message} />
      <Field
        label={t`Password`}
        type="password"
        autoComplete="current-password"
        error={errors.password?.message}
        {...form.register('password')}
      />
      <Button type="submit" look="primary" className="justify-self-start" busy={isSubmitting}>
        <Trans>Set it up</Trans>
      </Button>
    </form>
  )
}
