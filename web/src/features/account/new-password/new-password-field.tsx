import { t } from '@lingui/core/macro'
import { useState, type ComponentProps } from 'react'
import { loadCommonPasswords } from '@/features/account/new-password/common-passwords'
import { brokenRule, rules, type Personal } from '@/features/account/new-password/rules'
import { Field } from '@/components/ui/field'

type NewPasswordFieldProps = {
  label: string
  value: string
  personal: Personal
  error: string | undefined
} & ComponentProps<'input'>

/** A password to choose: the rule that it breaks is said while one types, politely, and once. */
export function NewPasswordField({
  label,
  value,
  personal,
  error,
  ...input
}: NewPasswordFieldProps) {
  const [isListed, setListed] = useState(false)
  const broken = value === '' ? 'length' : brokenRule(value, personal)
  const said = broken && broken !== 'length' ? rules[broken] : undefined
  const praise = !broken && isListed ? t`This password will do.` : undefined

  return (
    <Field
      label={label}
      type="password"
      autoComplete="new-password"
      hint={said ?? praise ?? t`At least 10 characters.`}
      hintStatus={said ? 'wrong' : 'plain'}
      error={error === said ? undefined : error}
      aria-invalid={error ? true : undefined}
      {...input}
      onFocus={() => void loadCommonPasswords().then(setListed)}
    />
  )
}
