import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useEffect } from 'react'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { beginExternalLogin, disconnectExternalLogin } from '@/api'
import { ProofFields } from '@/features/account/passkeys/proof-fields'
import { leaveFor } from '@/features/account/providers/way-back'
import { FormError } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { showProblem } from '@/lib/api/form-problem'
import { knownPassword } from '@/lib/browser/form-rules'
import { notify } from '@/lib/browser/notices'

const schema = z.object({ password: knownPassword, code: z.string() })

export type Login = { provider: string; displayName: string; createdAt?: string }

type LoginFormProps = {
  login: Login
  withCode: boolean
  onDone: () => void
  onCancel: () => void
}

/** The proof, and then the provider's page, or the end of the login. */
export function LoginForm({ login, withCode, onDone, onCancel }: LoginFormProps) {
  const { provider, displayName } = login
  const disconnects = login.createdAt !== undefined
  const form = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: { password: '', code: '' },
  })
  const { errors, isSubmitting } = form.formState
  useEffect(() => form.setFocus('password'), [form])

  const submit = form.handleSubmit(async ({ password, code }) => {
    const request = {
      path: { provider },
      body: { password, code: withCode ? code : null },
      throwOnError: true,
    } as const
    try {
      if (disconnects) {
        await disconnectExternalLogin(request)
        notify(t`The login was disconnected.`)
        onDone()
      } else {
        const { data } = await beginExternalLogin(request)
        leaveFor(data.url, { connects: true, returnTo: '/account' })
      }
    } catch (error) {
      showProblem(error, form.setError, ['password', 'code'])
    }
  })

  return (
    <form
      noValidate
      aria-label={disconnects ? t`Disconnect ${displayName}` : t`Connect ${displayName}`}
      className="grid gap-5"
      onSubmit={(event) => void submit(event)}
    >
      <p>
        {disconnects ? (
          <Trans>
            Disconnect <strong>{displayName}</strong>? It no longer opens your account then.
          </Trans>
        ) : (
          <Trans>
            Connect <strong>{displayName}</strong>? You sign in there next.
          </Trans>
        )}
      </p>
      <FormError message={errors.root?.message} />
      <ProofFields
        password={form.register('password')}
        code={form.register('code')}
        errors={errors}
        withCode={withCode}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" look={disconnects ? 'danger' : 'primary'} busy={isSubmitting}>
          {disconnects ? t`Disconnect it` : t`Go on to ${displayName}`}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          <Trans>Leave it as it is</Trans>
        </Button>
      </div>
    </form>
  )
}
