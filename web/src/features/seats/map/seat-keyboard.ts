import type { Seat, SeatRow } from '@/api'

/** Where a seat stands on the map: indexes, not labels. */
export type Place = { row: number; seat: number }

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/**
 * Where a key leads on the seat map (ARIA grid pattern), or undefined for keys the map leaves alone.
 * Nothing wraps: at an edge one stays where one is.
 */
export function moveByKey(
  rows: SeatRow[],
  from: Place,
  event: Key,
  isFree: (seat: Seat) => boolean,
): Place | undefined {
  if (event.altKey || event.metaKey) return undefined
  const lastRow = rows.length - 1
  const endOf = (row: number) => (rows[row]?.seats.length ?? 1) - 1
  const at = (row: number, seat: number): Place => {
    const inRow = Math.min(Math.max(row, 0), lastRow)
    return { row: inRow, seat: Math.min(Math.max(seat, 0), endOf(inRow)) }
  }

  switch (event.key) {
    case 'ArrowUp':
      return at(from.row - 1, from.seat)
    case 'ArrowDown':
      return at(from.row + 1, from.seat)
    case 'ArrowLeft':
      return at(from.row, from.seat - 1)
    case 'ArrowRight':
      return at(from.row, from.seat + 1)
    case 'Home':
      return event.ctrlKey ? at(0, 0) : at(from.row, 0)
    case 'End':
      return event.ctrlKey ? at(lastRow, endOf(lastRow)) : at(from.row, endOf(from.row))
    case 'PageUp':
      return at(0, from.seat)
    case 'PageDown':
      return at(lastRow, from.seat)
    case 'n':
    case 'N':
      return event.ctrlKey
        ? undefined
        : (nextFree(rows, from, event.shiftKey ? -1 : 1, isFree) ?? from)
    default:
      return undefined
  }
}

function nextFree(
  rows: SeatRow[],
  from: Place,
  step: 1 | -1,
  isFree: (seat: Seat) => boolean,
): Place | undefined {
  const order = rows.flatMap(({ seats }, row) =>
    seats.map((candidate, seat) => ({ row, seat, free: isFree(candidate) })),
  )
  const here = order.findIndex(({ row, seat }) => row === from.row && seat === from.seat)
  for (let next = here + step; next >= 0 && next < order.length; next += step) {
    const place = order[next]
    if (place?.free) return { row: place.row, seat: place.seat }
  }
  return undefined
}
