import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  cancelAtCounter,
  refundAtCounter,
  type BoxOfficeBooking,
  type CounterCancelRequest,
  type CounterRefund,
} from '@/api'
import { TicketChoice } from '@/components/ticket-choice'
import { Button } from '@/components/ui/button'
import { Field, SelectField } from '@/components/ui/field'
import { once } from '@/lib/api/idempotency'
import { Problem, problemText } from '@/lib/api/problem'
import { dayOf, formatLongDay, timeOf } from '@/lib/format/dates'
import { formatMoney, sumPrices } from '@/lib/format/money'
import { serverNow } from '@/lib/time/server-clock'
import { backAtCounter } from './back-at-counter'
import { PrintTickets } from '@/features/box-office/tickets/print-tickets'

type Method = 'cash' | 'card'
type BookingPanelProps = {
  booking: BoxOfficeBooking
  hasTill: boolean
  onChangeSeats: () => void
  /** Looks for another booking. */
  onLook: (reference: string) => void
}

const statusNames = {
  pending: t`Not confirmed yet`,
  confirmed: t`Confirmed`,
  cancelled: t`Cancelled`,
  expired: t`Ran out of time`,
}

/** One booking at the counter: its tickets to print, to cancel, and what is paid back for them. */
export function BookingPanel({ booking, hasTill, onChangeSeats, onLook }: BookingPanelProps) {
  const queries = useQueryClient()
  const { reservation, sale, owed, paidBack } = booking
  const { reservationId, currency, showtime, tickets, giftCard, inPlaceOf, exchangedFor } =
    reservation
  const path = { reservationId }
  const [ticked, setTicked] = useState<readonly number[]>(tickets.map(({ ticketId }) => ticketId))
  const chosen = ticked.filter((id) => tickets.some(({ ticketId }) => ticketId === id))
  const [reason, setReason] = useState('')
  const [method, setMethod] = useState<Method>(sale?.method === 'cash' && hasTill ? 'cash' : 'card')
  const confirmed = reservation.status === 'confirmed'
  const money = (amount: number) => formatMoney(amount, currency)
  const forCinema = reason.trim() !== ''
  const due = sumPrices(
    tickets
      .filter(({ ticketId }) => chosen.includes(ticketId))
      .map(({ price, refund }) => (forCinema ? price : refund)),
    currency,
  )
  const back = sale ? backAtCounter(booking, due) : 0
  const settle = { onSettled: () => queries.invalidateQueries() }

  const cancel = useMutation({
    mutationFn: (body: CounterCancelRequest) =>
      once(`cancel at counter ${reservationId} ${JSON.stringify(body)}`, async (headers) => {
        const { data } = await cancelAtCounter({ path, body, headers, throwOnError: true })
        return data
      }),
    ...settle,
  })
  const payBack = useMutation({
    mutationFn: (asked: { owed: number; method: Method }) =>
      once(`refund at counter ${reservationId} ${asked.owed} ${asked.method}`, async (headers) => {
        const { data } = await refundAtCounter({
          path,
          body: { method: asked.method },
          headers,
          throwOnError: true,
        })
        return data
      }),
    ...settle,
  })
  const error = cancel.error ?? payBack.error
  const needsReason = error instanceof Problem && error.code === 'refund_period_over'

  return (
    <section
      aria-labelledby="booking"
      className="grid max-w-2xl grid-cols-1 gap-5 rounded-2xl border border-control bg-surface p-5 sm:p-6"
    >
      <div>
        <h2 id="booking" className="text-2xl wrap-anywhere">
          {booking.name ?? t`Sold at the counter`}
        </h2>
        <p className="wrap-anywhere">
          <span className="font-mono">{reservation.reference}</span>
          {booking.email && ` · ${booking.email}`} ·{' '}
          <strong>{statusNames[reservation.status]}</strong>
        </p>
        <p className="text-muted">
          {showtime.movieTitle}, {formatLongDay(dayOf(showtime.startsAt))}{' '}
          {timeOf(showtime.startsAt)}, {showtime.screen.name}
        </p>
        {inPlaceOf && (
          <Button look="quiet" onClick={() => onLook(inPlaceOf.reference)}>
            <Trans>In place of {inPlaceOf.reference}</Trans>
          </Button>
        )}
        {exchangedFor?.map(({ reference }) => (
          <Button key={reference} look="quiet" onClick={() => onLook(reference)}>
            <Trans>Exchanged for {reference}</Trans>
          </Button>
        ))}
      </div>
      {confirmed && (
        <>
          <div className="grid grid-cols-1 items-end gap-2 sm:grid-cols-2">
            <PrintTickets reservationId={reservationId} />
          </div>
          {Date.parse(showtime.startsAt) > serverNow() && (
            <Button onClick={onChangeSeats}>
              <Trans>Change seats</Trans>
            </Button>
          )}
          <TicketChoice
            booking={reservation}
            chosen={chosen}
            onChoose={setTicked}
            refund={({ price, refund }) => (forCinema ? price : refund)}
          />
          <Field
            label={t`Reason, if the cinema cancels`}
            hint={t`Then all is due back, and the refund policy does not count. For the audit log.`}
            value={reason}
            maxLength={200}
            autoComplete="off"
            error={
              needsReason
                ? t`The time of the refund policy is over: without a reason it cannot be cancelled.`
                : undefined
            }
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      )}
      {giftCard && reservation.confirmedAt !== null && (
        <p>
          <Trans>
            Gift card …{giftCard.hint} paid {money(giftCard.amount)}, of which{' '}
            {money(giftCard.givenBack)} is on it again. What is due back goes to it first.
          </Trans>
        </p>
      )}
      {sale && ((confirmed && back > 0) || owed > 0) && (
        <SelectField
          label={t`Paid back`}
          value={method}
          onChange={(event) => setMethod(event.target.value === 'cash' ? 'cash' : 'card')}
        >
          <option value="cash" disabled={!hasTill}>
            {hasTill ? t`In cash` : t`In cash: open a till first`}
          </option>
          <option value="card">{t`To the card`}</option>
        </SelectField>
      )}
      {!sale && confirmed && (
        <p className="text-muted">
          <Trans>
            It was not paid at the counter, so nothing is paid back here: what was paid online goes
            back by itself.
          </Trans>
        </p>
      )}
      {error && !needsReason && (
        <p role="alert" className="font-medium text-danger">
          {problemText(error)}
        </p>
      )}
      {paidBack > 0 && (
        <p>
          <Trans>Paid back at the counter so far: {money(paidBack)}</Trans>
        </p>
      )}
      <p role="status" className="font-semibold empty:hidden">
        <Done refund={cancel.data ?? payBack.data} />
      </p>
      {confirmed && (
        <Button
          look="danger"
          busy={cancel.isPending || chosen.length === 0}
          onClick={() =>
            cancel.mutate({
              ...(chosen.length < tickets.length && { ticketIds: [...chosen] }),
              ...(sale && { method }),
              ...(forCinema && { reason: reason.trim() }),
            })
          }
        >
          {sale ? (
            <Trans>
              Cancel {chosen.length} of {tickets.length}, pay back {money(back)}
            </Trans>
          ) : (
            <Trans>
              Cancel {chosen.length} of {tickets.length}
            </Trans>
          )}
        </Button>
      )}
      {owed > 0 && (
        <Button
          look="primary"
          busy={payBack.isPending}
          onClick={() => payBack.mutate({ owed, method })}
        >
          <Trans>Pay back {money(owed)}</Trans>
        </Button>
      )}
    </section>
  )
}

function Done({ refund }: { refund: CounterRefund | undefined }) {
  if (!refund) return null
  const amount = formatMoney(refund.amount, refund.currency)
  if (refund.amount === 0) return <Trans>Done. Nothing is paid back here.</Trans>
  return refund.method === 'cash' ? (
    <Trans>Done. Pay back {amount} in cash.</Trans>
  ) : (
    <Trans>Done. Pay back {amount} to the card.</Trans>
  )
}
