import { t } from '@lingui/core/macro'
import type { Reservation, Ticket } from '@/api'
import { formatDayAndTime } from '@/lib/format/dates'
import { formatMoney, sumPrices } from '@/lib/format/money'

/** Until when a booking can be cancelled, and what is kept then: as it was promised when it was made. */
export function refundTerms(booking: Reservation): string {
  const { refundPolicy, showtime, tickets, currency } = booking
  const untilStart = Date.parse(refundPolicy.until) === Date.parse(showtime.startsAt)
  const until = untilStart
    ? t`until the show starts`
    : t`until ${formatDayAndTime(refundPolicy.until)}, the cinema’s time`
  const kept = sumPrices(
    tickets.flatMap(({ price, refund }) => [price, -refund]),
    currency,
  )
  const whole = t`${formatMoney(kept, currency)} for the whole booking`
  const fee = formatMoney(refundPolicy.fee, currency)
  if (refundPolicy.feeKind === 'percent') {
    return t`You can cancel ${until}; the cinema then keeps ${refundPolicy.fee}%: ${whole}.`
  }
  if (refundPolicy.feeKind === 'amount') {
    return t`You can cancel ${until}; the cinema then keeps ${fee} of each ticket: ${whole}.`
  }
  return t`You can cancel ${until}, and get everything back.`
}

/** What is due back for some of its tickets, to the cent: each carries its own. */
export function refundOf(tickets: readonly Ticket[], currency: string): string {
  return formatMoney(
    sumPrices(
      tickets.map(({ refund }) => refund),
      currency,
    ),
    currency,
  )
}
