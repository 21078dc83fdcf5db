import { t } from '@lingui/core/macro'
import type { ComponentProps } from 'react'
import { Field } from '@/components/ui/field'

type CodeFieldProps = Omit<ComponentProps<typeof Field>, 'label' | 'hint'> & { recovery?: boolean }

/** Where a code is typed, or offered by the device. */
export function CodeField({ recovery, ...field }: CodeFieldProps) {
  return recovery ? (
    <Field
      label={t`Recovery code`}
      hint={t`24 letters and digits; each is good once.`}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      {...field}
    />
  ) : (
    <Field
      label={t`Code`}
      hint={t`Six digits that your authenticator app shows.`}
      inputMode="numeric"
      autoComplete="one-time-code"
      {...field}
    />
  )
}
