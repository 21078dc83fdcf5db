import type { Seat, SeatMap } from '@/api'
import { allSeats } from '@/features/seats/map/seat-places'

type Status = Seat['status']

/** Seats that changed, with the version of the map they changed to, as a stranger sees them. */
export type SeatEvent = { version: number; seats: { seatId: number; status: Status }[] }

/** The newest word of the stream about each seat. */
export type LiveSeats = ReadonlyMap<number, { version: number; status: Status }>

const statuses: readonly unknown[] = ['available', 'locked', 'sold', 'unavailable']

/** An event of the stream, or undefined for anything that is none. */
export function readSeatEvent(data: unknown): SeatEvent | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const { version, seats } = data as Partial<Record<keyof SeatEvent, unknown>>
  if (!isWhole(version) || !Array.isArray(seats) || !seats.every(isSeat)) return undefined
  return { version, seats }
}

function isSeat(value: unknown): value is SeatEvent['seats'][number] {
  if (typeof value !== 'object' || value === null) return false
  const { seatId, status } = value as { seatId?: unknown; status?: unknown }
  return isWhole(seatId) && statuses.includes(status)
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
}

/** What is known after an event. What is older than what is known already says nothing. */
export function remember(live: LiveSeats, { version, seats }: SeatEvent): LiveSeats {
  const next = new Map(live)
  for (const { seatId, status } of seats) {
    const known = next.get(seatId)
    if (!known || known.version <= version) next.set(seatId, { version, status })
  }
  return next
}

/**
 * A map with everything in it that the stream has said since it was read. The stream speaks to strangers:
 * to them one's own seats are held by somebody, so those stay one's own; anything else about an own seat,
 * and any seat that the map does not have, is stale: only reading the map again can tell. `inFlight`
 * are seats that one is changing oneself: what the stream says of them may be older than what one did.
 */
export function withLive(
  map: SeatMap,
  live: LiveSeats,
  inFlight: ReadonlySet<number>,
): { map: SeatMap; stale: readonly number[] } {
  const news = new Map([...live].filter(([, { version }]) => version > map.version))
  if (news.size === 0) return { map, stale: [] }
  const known = new Set(allSeats(map.rows).map(({ seatId }) => seatId))
  const stale = [...news.keys()].filter((seatId) => !known.has(seatId))

  const change = (seat: Seat): Seat => {
    const said = news.get(seat.seatId)?.status
    if (said === undefined || said === seat.status || inFlight.has(seat.seatId)) return seat
    if (seat.status === 'selected') {
      if (said !== 'locked') stale.push(seat.seatId)
      return seat
    }
    return { ...seat, status: said }
  }
  const rows = map.rows.map((row) => {
    const seats = row.seats.map(change)
    return seats.some((seat, index) => seat !== row.seats[index]) ? { ...row, seats } : row
  })
  return { map: { ...map, rows }, stale }
}
