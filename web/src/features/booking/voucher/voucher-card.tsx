import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useRef, useState, type FormEvent } from 'react'
import type { Reservation } from '@/api'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Problem, problemText } from '@/lib/api/problem'
import { announce } from '@/lib/browser/announce'
import { formatMoney } from '@/lib/format/money'

type VoucherCardProps = {
  booking: Reservation
  /** Nothing may change now: it is being paid, or booked. */
  busy: boolean
  error: Error | null
  onUse: (code: string, onDone: (booking: Reservation) => void) => void
  onRemove: (onDone: () => void) => void
}

/** A voucher's code to type, or the one that was used. */
export function VoucherCard({ booking, busy, error, onUse, onRemove }: VoucherCardProps) {
  const { voucher, currency } = booking
  const heading = useRef<HTMLHeadingElement>(null)
  const [code, setCode] = useState('')
  const [isEmpty, setEmpty] = useState(false)
  // What had the focus is gone then.
  const refocus = () => heading.current?.focus()

  function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    setEmpty(code.trim() === '')
    if (code.trim() === '') return
    onUse(code, (used) => {
      setCode('')
      const saved = formatMoney(used.voucher?.discount ?? 0, currency)
      const total = formatMoney(used.total, currency)
      announce(t`The voucher takes off ${saved}. The total is ${total} now.`)
      refocus()
    })
  }

  return (
    <section aria-labelledby="voucher" className="grid grid-cols-1 gap-3">
      <h2 id="voucher" ref={heading} tabIndex={-1} className="text-xl">
        <Trans>Voucher</Trans>
      </h2>
      {voucher ? (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p>
            <Trans>
              <span className="font-mono">…{voucher.hint}</span> takes off{' '}
              <strong>{formatMoney(voucher.discount, currency)}</strong>.
            </Trans>
          </p>
          <Button busy={busy} onClick={() => onRemove(refocus)}>
            <Trans>Remove the voucher</Trans>
          </Button>
          {error && (
            <p role="alert" className="basis-full font-semibold text-danger">
              {problemText(error)}
            </p>
          )}
        </div>
      ) : (
        <form noValidate className="flex flex-wrap items-end gap-3" onSubmit={submit}>
          <div className="min-w-0 flex-[1_1_16rem]">
            <Field
              label={t`Voucher code`}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={60}
              value={code}
              error={isEmpty ? t`Enter the code.` : error ? reason(error) : undefined}
              onChange={(event) => setCode(event.target.value)}
            />
          </div>
          <Button type="submit" busy={busy}>
            <Trans>Use it</Trans>
          </Button>
        </form>
      )}
    </section>
  )
}

/** What the server says of the code, or why the voucher is not good here. */
function reason(error: Error): string {
  if (!(error instanceof Problem)) return problemText(error)
  return error.fields['code']?.[0] ?? problemText(error)
}
