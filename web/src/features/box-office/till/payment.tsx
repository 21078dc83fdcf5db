import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Banknote, Check, CreditCard } from 'lucide-react'
import { useEffect, useState, type RefObject } from 'react'
import type { CounterSaleRequest } from '@/api'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { formatMoney, minorUnits } from '@/lib/format/money'
import { changeOf, parseAmount } from './cash'

export type Paid = Pick<CounterSaleRequest, 'method' | 'given'>

type PaymentProps = {
  /** What the sum is, where it is not the whole. */
  label?: string
  total: number
  currency: string
  busy: boolean
  /** Whether a till is open: without one there is no cash. */
  hasTill: boolean
  onOpenTill: () => void
  /** Where the keyboard goes on once seats are chosen. */
  exact: RefObject<HTMLButtonElement | null>
  /** Whether it goes there as soon as there is something to pay. */
  takesFocus: boolean
  onPay: (paid: Paid) => void
}

/**
 * Cash in one tap where it is exact, else what was handed over and what goes back; or a card, which is recorded and no more. Where nothing is left to
 * pay it takes no till.
 */
export function Payment(props: PaymentProps) {
  const { total, currency, busy, exact, takesFocus, onPay } = props
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string>()
  const decimals = minorUnits(currency)
  const money = (amount: number) => formatMoney(amount, currency)
  const given = parseAmount(typed, decimals)
  const change = given === undefined ? undefined : changeOf(given, total, decimals)

  useEffect(() => {
    if (takesFocus) exact.current?.focus()
  }, [exact, takesFocus])

  function take() {
    if (given === undefined)
      setError(t`Write an amount as digits, such as ${(total + 4).toFixed(decimals)}.`)
    else if (given < total)
      setError(t`That is ${money(changeOf(total, given, decimals))} too little.`)
    else onPay({ method: 'cash', given })
  }

  return (
    <section aria-label={t`Payment`} className="grid gap-3">
      <p className="flex items-baseline justify-between gap-4" aria-live="polite">
        <span className="font-semibold">{props.label ?? t`Total`}</span>
        <span className="display text-4xl">{money(total)}</span>
      </p>
      {total === 0 ? (
        <Button
          ref={exact}
          look="primary"
          className="min-h-14"
          busy={busy}
          onClick={() => onPay({ method: 'card' })}
        >
          <Check aria-hidden className="size-5" />
          <Trans>Sell, nothing to pay</Trans>
        </Button>
      ) : (
        <div className="grid grid-cols-2 gap-2">
          {props.hasTill ? (
            <Button
              ref={exact}
              look="primary"
              className="min-h-14"
              busy={busy}
              onClick={() => onPay({ method: 'cash', given: total })}
            >
              <Banknote aria-hidden className="size-5" />
              <Trans>Cash, exact</Trans>
            </Button>
          ) : (
            <Button className="min-h-14" onClick={props.onOpenTill}>
              <Trans>Open a till for cash</Trans>
            </Button>
          )}
          <Button className="min-h-14" busy={busy} onClick={() => onPay({ method: 'card' })}>
            <CreditCard aria-hidden className="size-5" />
            <Trans>Card</Trans>
          </Button>
        </div>
      )}
      {props.hasTill && total > 0 && (
        <form
          noValidate
          className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            if (!busy) take()
          }}
        >
          <Field
            label={t`Cash given`}
            inputMode="decimal"
            autoComplete="off"
            maxLength={20}
            value={typed}
            error={error}
            onChange={(event) => {
              setTyped(event.target.value)
              setError(undefined)
            }}
          />
          <Button type="submit" busy={busy} className={error ? 'mb-6.5' : undefined}>
            <Trans>Take cash</Trans>
          </Button>
        </form>
      )}
      <p role="status" className="flex items-baseline justify-between gap-4 empty:hidden">
        {change !== undefined && change >= 0 && (
          <>
            <span className="font-semibold">
              <Trans>Change</Trans>
            </span>
            <span className="display text-2xl">{money(change)}</span>
          </>
        )}
      </p>
    </section>
  )
}
