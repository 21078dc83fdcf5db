import { t } from '@lingui/core/macro'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { Field } from '@/components/ui/field'

type ProofFieldsProps = {
  password: UseFormRegisterReturn
  code: UseFormRegisterReturn
  errors: { password?: { message?: string }; code?: { message?: string } }
  withCode: boolean
}

/** What shows that it is one's own account. */
export function ProofFields({ password, code, errors, withCode }: ProofFieldsProps) {
  return (
    <>
      <Field
        label={t`Password`}
        type="password"
        autoComplete="current-password"
        error={errors.password?.message}
        {...password}
      />
      {withCode && (
        <Field
          label={t`Code or recovery code`}
          autoComplete="one-time-code"
          spellCheck={false}
          error={errors.code?.message}
          {...code}
        />
      )}
    </>
  )
}
