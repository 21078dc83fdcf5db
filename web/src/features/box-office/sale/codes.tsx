import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { useState, type RefObject } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Problem, problemText } from '@/lib/api/problem'
import { formatMoney } from '@/lib/format/money'
import type { useCodes } from './use-codes'

const hintLetters = 4

type CodesProps = {
  currency: string
  use: ReturnType<typeof useCodes>
  /** Nothing may change now: it is being sold. */
  busy: boolean
  field: RefObject<HTMLInputElement | null>
}

/** A voucher’s code, a gift card’s, or one of each: typed or scanned, and what each takes off. */
export function Codes({ currency, use, busy, field }: CodesProps) {
  const [typed, setTyped] = useState('')
  const [isEmpty, setEmpty] = useState(false)
  const { codes, quote, refused } = use
  const money = (amount: number) => formatMoney(amount, currency)
  const error = isEmpty ? t`Enter the code.` : refused ? reason(refused) : undefined

  function remove(code: string) {
    use.remove(code)
    // What had the focus is gone then.
    field.current?.focus()
  }

  return (
    <section aria-label={t`Vouchers and gift cards`} className="grid grid-cols-1 gap-3">
      {codes.length > 0 && (
        <ul className="grid grid-cols-1">
          {codes.map((code) => {
            const hint = code.slice(-hintLetters)
            const card = quote?.giftCard?.hint === hint ? quote.giftCard : undefined
            const voucher = !card && quote?.voucher?.hint === hint ? quote.voucher : undefined
            return (
              <li
                key={code}
                className="grid min-h-12 grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-3 border-b border-line py-1"
              >
                <span>
                  {card ? t`Gift card …${hint}` : voucher ? t`Voucher …${hint}` : `…${hint}`}
                  {card && (
                    <span className="block text-sm text-muted">
                      <Trans>{money(card.balance)} is left on it then</Trans>
                    </span>
                  )}
                </span>
                <span className="text-right font-medium">
                  {(card ?? voucher) && money(-(card?.amount ?? voucher?.discount ?? 0))}
                </span>
                <Button
                  look="quiet"
                  className="px-3!"
                  aria-label={t`Remove code …${hint}`}
                  busy={busy}
                  onClick={() => remove(code)}
                >
                  <X aria-hidden className="size-4" />
                </Button>
              </li>
            )
          })}
        </ul>
      )}
      {use.error && (
        <p role="alert" className="font-medium text-danger">
          {reason(use.error)}
        </p>
      )}
      <form
        noValidate
        className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          if (busy || use.busy) return
          setEmpty(typed.trim() === '')
          // What was refused is selected: the next scan takes its place.
          if (typed.trim() !== '')
            use.add(typed, { onUsed: () => setTyped(''), onRefused: () => field.current?.select() })
        }}
      >
        <Field
          ref={field}
          label={t`Voucher or gift card`}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={60}
          value={typed}
          error={error}
          onChange={(event) => {
            setTyped(event.target.value)
            setEmpty(false)
            if (refused) use.forgetRefusal()
          }}
        />
        {/* Beside the input, however long its error is. */}
        <Button type="submit" busy={busy || use.busy} className="mt-7.5">
          <Trans>Use code</Trans>
        </Button>
      </form>
    </section>
  )
}

/** What the server says of the codes, or why they are not good here. */
function reason(error: Error): string {
  return (error instanceof Problem && error.fields['codes']?.[0]) || problemText(error)
}
