import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { minorUnits } from '@/lib/format/money'
import { parseAmount } from './cash'

/** As many as any currency has: the server knows how many its own has. */
const mostDecimals = 3

/** What is typed as an amount, and what it is: undefined for what is none. */
export function useAmount(currency: string | undefined) {
  const [typed, setTyped] = useState('')
  const [isChecked, setChecked] = useState(false)
  const decimals = currency ? minorUnits(currency) : mostDecimals
  const amount = parseAmount(typed, decimals)
  const error =
    isChecked && amount === undefined
      ? t`Write an amount as digits, such as ${(20).toFixed(Math.min(decimals, 2))}.`
      : undefined
  return {
    amount,
    /** The amount, or undefined, and then the field says what is wrong. */
    check: () => {
      setChecked(true)
      return amount
    },
    field: {
      value: typed,
      error,
      onChange: (event: { target: { value: string } }) => {
        setTyped(event.target.value)
        setChecked(false)
      },
    },
  }
}

type AmountFieldProps = { label: string; hint?: string } & ReturnType<typeof useAmount>['field']

export function AmountField(props: AmountFieldProps) {
  return <Field {...props} inputMode="decimal" autoComplete="off" maxLength={20} />
}
