import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import type { CounterExchange } from '@/api'
import { Button } from '@/components/ui/button'
import { announce } from '@/lib/browser/announce'
import { dayOf, formatDay, timeOf } from '@/lib/format/dates'
import { formatMoney } from '@/lib/format/money'
import { PrintTickets } from '@/features/box-office/tickets/print-tickets'

type ExchangedPanelProps = { exchange: CounterExchange; onDone: () => void }

/** After the exchange: what goes over the counter, and the new tickets to print. */
export function ExchangedPanel({ exchange, onDone }: ExchangedPanelProps) {
  const { booking, credit, difference } = exchange
  const { reservationId, reference, tickets, currency, showtime, inPlaceOf, total } =
    booking.reservation
  const done = useRef<HTMLButtonElement>(null)
  const seats = tickets.map(({ seatLabel }) => seatLabel).join(', ')
  const replaced = inPlaceOf?.reference ?? ''
  const money = (amount: number) => formatMoney(amount, currency)
  const isCash = booking.sale?.method === 'cash'
  const back = (isCash ? booking.sale?.change : undefined) ?? Math.max(0, -difference)

  useEffect(() => {
    done.current?.focus()
    announce(t`New seats: ${seats}.`)
  }, [seats])

  return (
    <section
      aria-labelledby="exchanged"
      className="grid max-w-xl grid-cols-1 gap-5 rounded-2xl border-2 border-accent bg-surface p-5 sm:p-6"
    >
      <div>
        <h2 id="exchanged" className="text-2xl">
          <Trans>New seats: {seats}</Trans>
        </h2>
        <p className="text-muted">
          {showtime.movieTitle} · {formatDay(dayOf(showtime.startsAt))} {timeOf(showtime.startsAt)}{' '}
          · {showtime.screen.name}
        </p>
        <p>
          <span className="font-mono">{reference}</span>{' '}
          <Trans>
            in place of <span className="font-mono">{replaced}</span>, whose codes for these tickets
            open no door now.
          </Trans>
        </p>
      </div>
      <dl className="grid grid-cols-[1fr_auto] items-baseline gap-x-6 gap-y-1">
        <dt>
          <Trans>New seats</Trans>
        </dt>
        <dd className="text-right font-medium">{money(total)}</dd>
        {credit > 0 && (
          <>
            <dt>
              <Trans>Credited</Trans>
            </dt>
            <dd className="text-right font-medium">{money(-credit)}</dd>
          </>
        )}
        {difference > 0 && (
          <>
            <dt>{isCash ? t`Paid in cash` : t`Paid by card`}</dt>
            <dd className="text-right font-medium">{money(difference)}</dd>
          </>
        )}
        {back > 0 && (
          <>
            <dt className="font-semibold">{isCash ? t`Back in cash` : t`Back to the card`}</dt>
            <dd className="display text-right text-4xl">{money(back)}</dd>
          </>
        )}
      </dl>
      <div className="grid grid-cols-1 items-end gap-2 sm:grid-cols-3">
        <PrintTickets reservationId={reservationId} />
        <Button ref={done} look="primary" onClick={onDone}>
          <Trans>Done</Trans>
        </Button>
      </div>
    </section>
  )
}
