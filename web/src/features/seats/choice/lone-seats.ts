import type { Seat, SeatRow } from '@/api'

/**
 * Free seats that a choice leaves alone between taken ones or a wall. Whether that could be avoided is the
 * server's to say; this names them.
 */
export function loneSeats(
  rows: SeatRow[],
  isFree: (seat: Seat) => boolean,
  isChosen: (seat: Seat) => boolean,
): Seat[] {
  return rows.flatMap(({ seats }) =>
    seats.filter((seat, index) => {
      const beside = [seats[index - 1], seats[index + 1]].filter((next) => next !== undefined)
      return isFree(seat) && !beside.some(isFree) && beside.some(isChosen)
    }),
  )
}
