import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { Link } from '@tanstack/react-router'
import { useForm, useWatch } from 'react-hook-form'
import * as z from 'zod/mini'
import { register } from '@/api'
import { NewPasswordField } from '@/features/account/new-password/new-password-field'
import { mustHold, newPassword } from '@/features/account/new-password/rules'
import { ProviderButtons } from '@/features/account/providers/provider-buttons'
import { SessionForm } from '@/features/account/session-form'
import { FormFrame } from '@/components/form-frame'
import { Field } from '@/components/ui/field'
import * as fields from '@/lib/browser/form-rules'

const schema = z
  .object({ displayName: fields.displayName, email: fields.email, password: newPassword })
  .check(mustHold('password', ({ email, displayName }) => ({ email, name: displayName })))

/** Making an account, which signs in at once and leads back. */
export function RegisterPage({ returnTo }: { returnTo: string | undefined }) {
  const form = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: { displayName: '', email: '', password: '' },
  })
  const { errors } = form.formState
  const { displayName: name, email, password } = useWatch({ control: form.control })

  return (
    <FormFrame
      title={t`Register`}
      lead={t`One account, and every ticket in one place.`}
      other={
        <p>
          <Trans>Been here before? </Trans>
          <Link to="/sign-in" search={{ redirect: returnTo }} className="link font-semibold">
            <Trans>Sign in</Trans>
          </Link>
        </p>
      }
    >
      <SessionForm
        form={form}
        start={(body) => register({ body, query: { useCookies: true }, throwOnError: true })}
        fields={['displayName', 'email', 'password']}
        action={t`Create account`}
        busyAction={t`Creating your account…`}
      >
        <Field
          label={t`Name`}
          autoComplete="name"
          error={errors.displayName?.message}
          {...form.register('displayName')}
        />
        <Field
          label={t`Email`}
          type="email"
          autoComplete="username"
          error={errors.email?.message}
          {...form.register('email')}
        />
        <NewPasswordField
          label={t`Password`}
          value={password ?? ''}
          personal={{ email, name }}
          error={errors.password?.message}
          {...form.register('password')}
        />
      </SessionForm>
      <ProviderButtons returnTo={returnTo} />
    </FormFrame>
  )
}
