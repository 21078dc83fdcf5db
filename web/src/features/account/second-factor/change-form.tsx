import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { renewRecoveryCodes, switchSecondFactorOff, type SecondFactorState } from '@/api'
import { code } from '@/features/account/second-factor/rules'
import { FormError } from '@/components/form-frame'
import { Localized } from '@/components/localized'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { showProblem } from '@/lib/api/form-problem'
import { knownPassword } from '@/lib/browser/form-rules'
import { notify } from '@/lib/browser/notices'
import { formatMoment } from '@/lib/format/dates'

const schema = z.object({ password: knownPassword, code })

type ChangeFormProps = {
  state: SecondFactorState
  onCodes: (codes: string[]) => void
  onOff: () => void
}

/** A second factor that is on: new recovery codes, or its end, for whoever shows both factors. */
export function ChangeForm({ state, onCodes, onOff }: ChangeFormProps) {
  const since = state.since ? formatMoment(Date.parse(state.since)) : ''
  const form = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: { password: '', code: '' },
  })
  const { errors, isSubmitting } = form.formState
  const submitting = (act: (body: z.infer<typeof schema>) => Promise<void>) =>
    form.handleSubmit(async (body) => {
      try {
        await act(body)
      } catch (error) {
        showProblem(error, form.setError, ['password', 'code'])
      }
    })

  const renew = submitting(async (body) => {
    const { data } = await renewRecoveryCodes({ body, throwOnError: true })
    onCodes(data.codes)
  })
  const switchOff = submitting(async (body) => {
    await switchSecondFactorOff({ body, throwOnError: true })
    notify(t`Your second factor is off.`)
    onOff()
  })

  return (
    <form
      noValidate
      aria-label={t`Your second factor`}
      className="grid gap-5"
      onSubmit={(event) => void renew(event)}
    >
      <p>
        <Trans>
          It is on since <Localized>{since}</Localized>.
        </Trans>{' '}
        {plural(state.recoveryCodesLeft, {
          one: '# recovery code is left.',
          other: '# recovery codes are left.',
        })}
      </p>
      <FormError message={errors.root?.message} />
      <Field
        label={t`Password`}
        type="password"
        autoComplete="current-password"
        error={errors.password?.message}
        {...form.register('password')}
      />
      <Field
        label={t`Code or recovery code`}
        autoComplete="one-time-code"
        spellCheck={false}
        error={errors.code?.message}
        {...form.register('code')}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" busy={isSubmitting}>
          <Trans>Make new recovery codes</Trans>
        </Button>
        <Button look="danger" busy={isSubmitting} onClick={() => void switchOff()}>
          <Trans>Switch it off</Trans>
        </Button>
      </div>
    </form>
  )
}
