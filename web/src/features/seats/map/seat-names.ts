import { t } from '@lingui/core/macro'
import type { Seat } from '@/api'
import { classNames } from '@/lib/format/seat-classes'
import { formatMoney } from '@/lib/format/money'

export type SeatState = Seat['status'] | 'booked' | 'kept'

/**
 * `booked` is one's own confirmed seat, which the server calls sold like any other; `kept` one that the cinema keeps back, to those who may
 * sell it: to all others it is locked.
 */
const stateNames: Record<SeatState, string> = {
  available: t`available`,
  selected: t`your seat`,
  booked: t`your seat`,
  kept: t`kept back`,
  locked: t`held by someone else`,
  sold: t`taken`,
  unavailable: t`taken`,
}

export const accessibilityNames: Record<NonNullable<Seat['accessibility']>, string> = {
  wheelchair: t`wheelchair place`,
  companion: t`companion place`,
}

/** What a screen reader says of a seat: place, what it is made for, class, price, state. */
export function seatName(seat: Seat, state: SeatState, currency: string): string {
  if (seat.accessibility) {
    return t`Row ${seat.row}, seat ${seat.column}, ${accessibilityNames[seat.accessibility]}, ${classNames[seat.seatClass]}, ${formatMoney(seat.price, currency)}, ${stateNames[state]}`
  }
  return t`Row ${seat.row}, seat ${seat.column}, ${classNames[seat.seatClass]}, ${formatMoney(seat.price, currency)}, ${stateNames[state]}`
}

/** `E5`, `E5 and E6`, `E5, E6 and E7` */
export function listLabels(seats: readonly { label: string }[]): string {
  const labels = seats.map(({ label }) => label)
  const last = labels.pop() ?? ''
  if (labels.length === 0) return last
  const others = labels.join(', ')
  return t`${others} and ${last}`
}
