import { t } from '@lingui/core/macro'
import type { Seat, SeatProposal } from '@/api'
import { listLabels } from '@/features/seats/map/seat-names'
import { formatMoney } from '@/lib/format/money'

/** What the best seats are, and, when a party cannot sit in one row, that it cannot and how it is split. */
export function describeProposal({ seats, isSplit, total, currency }: SeatProposal): string {
  const price = formatMoney(total, currency)
  if (seats.length === 1) return `${listLabels(seats)}, ${price}.`
  if (!isSplit) return t`${listLabels(seats)}, side by side, ${price}.`
  const parts = [...byRow(seats)].map(([row, own]) => t`${listLabels(own)} in row ${row}`)
  return t`No row has ${seats.length} free seats together, so two rows: ${parts.join('; ')}, ${price}.`
}

function byRow(seats: readonly Seat[]): ReadonlyMap<string, Seat[]> {
  const rows = new Map<string, Seat[]>()
  for (const seat of seats) rows.set(seat.row, [...(rows.get(seat.row) ?? []), seat])
  return rows
}
