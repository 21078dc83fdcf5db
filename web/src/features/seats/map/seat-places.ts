import type { Seat, SeatRow } from '@/api'
import type { Place } from '@/features/seats/map/seat-keyboard'

/** Two thirds of the way back, in the middle: where the picture fills the eye and the sound is mixed for. */
const bestDepth = 2 / 3

export function allSeats(rows: SeatRow[]): Seat[] {
  return rows.flatMap(({ seats }) => seats)
}

export function placeOf(rows: SeatRow[], seatId: number | undefined): Place | undefined {
  for (const [row, { seats }] of rows.entries()) {
    const seat = seats.findIndex((candidate) => candidate.seatId === seatId)
    if (seat >= 0) return { row, seat }
  }
  return undefined
}

export function seatAt(rows: SeatRow[], { row, seat }: Place): Seat | undefined {
  return rows[row]?.seats[seat]
}

/** For anybody: neither a wheelchair place nor one beside it. */
const isForAnybody = (seat: Seat) => !seat.accessibility

/** The free seat nearest to the best place of the house; without a free one, the seat there. */
export function bestSeat(rows: SeatRow[]): Seat | undefined {
  const depth = (rows.length - 1) * bestDepth
  const middle = ((rows[0]?.seats.length ?? 1) - 1) / 2
  return (
    nearest(rows, { row: depth, seat: middle }, isForAnybody) ??
    rows[Math.round(depth)]?.seats[Math.round(middle)]
  )
}

/** The free seat closest to one that was lost, of the same class where there is one. */
export function replacementFor(
  rows: SeatRow[],
  lost: Seat,
  not: ReadonlySet<number>,
): Seat | undefined {
  const place = placeOf(rows, lost.seatId)
  if (!place) return undefined
  const usable = (seat: Seat) => !not.has(seat.seatId) && seat.accessibility === lost.accessibility
  return (
    nearest(rows, place, (seat) => usable(seat) && seat.seatClass === lost.seatClass) ??
    nearest(rows, place, usable)
  )
}

function nearest(
  rows: SeatRow[],
  to: Place,
  accept: (seat: Seat) => boolean = () => true,
): Seat | undefined {
  let best: { seat: Seat; distance: number } | undefined
  for (const [row, { seats }] of rows.entries()) {
    for (const [index, seat] of seats.entries()) {
      if (seat.status !== 'available' || !accept(seat)) continue
      // Another row is further away than the next seat: one wants to sit beside one's company.
      const distance = Math.hypot((row - to.row) * 1.6, index - to.seat)
      if (!best || distance < best.distance) best = { seat, distance }
    }
  }
  return best?.seat
}
