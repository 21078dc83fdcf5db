import type { Seat } from '@/api'
import { formatMoney } from '@/lib/format/money'

export type SeatState = Seat['status'] | 'booked'

/** `booked` is one's own confirmed seat, which the server calls sold like any other. */
const stateNames: Record<SeatState, string> = {
  available: 'available',
  selected: 'your seat',
  booked: 'your seat',
  locked: 'held by someone else',
  sold: 'taken',
  unavailable: 'taken',
}

/** What a screen reader says of a seat: place, class, price, state. */
export function seatName(seat: Seat, state: SeatState, currency: string): string {
  return `Row ${seat.row}, seat ${seat.column}, ${seat.seatClass}, ${formatMoney(seat.price, currency)}, ${stateNames[state]}`
}

/** `E5`, `E5 and E6`, `E5, E6 and E7` */
export function listLabels(seats: readonly { label: string }[]): string {
  const labels = seats.map(({ label }) => label)
  if (labels.length < 2) return labels.join('')
  return `${labels.slice(0, -1).join(', ')} and ${labels.at(-1) ?? ''}`
}
