import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { ArrowRight } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { BoxOfficeBooking } from '@/api'
import { Button } from '@/components/ui/button'
import { announce } from '@/lib/browser/announce'
import { formatMoney } from '@/lib/format/money'
import { PrintTickets } from '@/features/box-office/tickets/print-tickets'

type SoldPanelProps = {
  sold: BoxOfficeBooking
  /** What comes next, where it is not another customer. */
  next?: string
  onNext: () => void
}

/** After the sale: what goes back over the counter, the tickets to print, and the next customer. */
export function SoldPanel({ sold, next: nextName, onNext }: SoldPanelProps) {
  const { reservationId, reference, tickets, currency, showtime, total, giftCard } =
    sold.reservation
  const next = useRef<HTMLButtonElement>(null)
  const seats = tickets.map(({ seatLabel }) => seatLabel).join(', ')
  const paid = sold.sale?.amount ?? total
  const change = sold.sale?.change
  const back = change != null ? formatMoney(change, currency) : undefined

  useEffect(() => {
    next.current?.focus()
    announce(back === undefined ? t`Sold: ${seats}.` : t`Sold: ${seats}. Change ${back}.`)
  }, [seats, back])

  return (
    <section
      aria-labelledby="sold"
      className="grid max-w-xl grid-cols-1 gap-5 rounded-2xl border-2 border-accent bg-surface p-5 sm:p-6"
    >
      <div>
        <h2 id="sold" className="text-2xl">
          <Trans>Sold: {seats}</Trans>
        </h2>
        <p className="text-muted">
          {showtime.movieTitle} · {showtime.screen.name} · {reference}
        </p>
      </div>
      <dl className="grid grid-cols-[1fr_auto] items-baseline gap-x-6 gap-y-1">
        {giftCard && (
          <>
            <dt>
              <Trans>Gift card …{giftCard.hint}</Trans>
              <span className="block text-sm text-muted">
                <Trans>
                  {formatMoney(sold.sale?.giftCardBalance ?? 0, currency)} is left on it
                </Trans>
              </span>
            </dt>
            <dd className="text-right font-medium">{formatMoney(giftCard.amount, currency)}</dd>
          </>
        )}
        {!(giftCard && paid === 0) && (
          <>
            <dt>{sold.sale?.method === 'card' ? t`Paid by card` : t`Paid in cash`}</dt>
            <dd className="text-right font-medium">{formatMoney(paid, currency)}</dd>
          </>
        )}
        {back !== undefined && (
          <>
            <dt className="font-semibold">
              <Trans>Change</Trans>
            </dt>
            <dd className="display text-right text-4xl">{back}</dd>
          </>
        )}
      </dl>
      <div className="grid grid-cols-1 items-end gap-2 sm:grid-cols-3">
        <PrintTickets reservationId={reservationId} />
        <Button ref={next} look="primary" onClick={onNext}>
          {nextName ?? t`Next customer`}
          <ArrowRight aria-hidden className="size-4" />
        </Button>
      </div>
    </section>
  )
}
