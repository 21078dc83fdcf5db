import type { QueryClient } from '@tanstack/react-query'
import { getSeatMap, type HeldSeats, type SeatMap } from '@/api'
import { getSeatMapQueryKey } from '@/api/@tanstack/react-query.gen'
import {
  readSeatEvent,
  remember,
  withLive,
  type LiveSeats,
} from '@/features/seats/live/seat-events'
import { allSeats } from '@/features/seats/map/seat-places'

/** Doubts that come thick are settled by one reading of the map in this time. */
const rereadAtMostEvery = 1_000

/**
 * The seat map of one showtime in the query cache, which three sources write to: the whole map as it is
 * read, the stream of strangers' changes, and the answers to one's own requests.
 */
export class SeatMapCache {
  readonly key
  readonly #queryClient: QueryClient
  readonly #path: { showtimeId: number }
  readonly #inFlight: () => ReadonlySet<number>
  #live: LiveSeats = new Map()
  #lastReread = 0
  #nextReread: ReturnType<typeof setTimeout> | undefined

  /** @param inFlight Seats about which the stream may be behind, because one is changing them oneself. */
  constructor(queryClient: QueryClient, showtimeId: number, inFlight: () => ReadonlySet<number>) {
    this.#queryClient = queryClient
    this.#path = { showtimeId }
    this.#inFlight = inFlight
    this.key = getSeatMapQueryKey({ path: this.#path })
  }

  /** Reads the map. What the stream said while it was on its way is newer, and goes on top. */
  readonly fetch = async ({ signal }: { signal: AbortSignal }): Promise<SeatMap> => {
    const { data } = await getSeatMap({ path: this.#path, signal, throwOnError: true })
    return this.#withLive(data)
  }

  get(): SeatMap | undefined {
    return this.#queryClient.getQueryData<SeatMap>(this.key)
  }

  /** Takes in what the stream sent; garbage leads to a fresh reading. */
  apply(data: unknown): void {
    const event = readSeatEvent(data)
    if (!event) return this.reread()
    this.#live = remember(this.#live, event)
    this.applyLive()
  }

  /** After a break of the stream nothing that it said before is worth keeping. */
  forgetLive(): void {
    this.#live = new Map()
  }

  /** Puts an answer to a request of one's own into the map; a map asked for before it would undo it, and is dropped. */
  async write(
    seatIds: readonly number[],
    status: 'selected' | 'available',
    held?: HeldSeats,
  ): Promise<void> {
    await this.#queryClient.cancelQueries({ queryKey: this.key })
    const prices = new Map(held?.seats.map(({ seatId, price }) => [seatId, price]))
    this.#queryClient.setQueryData<SeatMap>(this.key, (map) => {
      if (!map) return map
      const rows = map.rows.map((row) => ({
        ...row,
        seats: row.seats.map((seat) =>
          seatIds.includes(seat.seatId)
            ? { ...seat, status, price: prices.get(seat.seatId) ?? seat.price }
            : seat,
        ),
      }))
      const kept = allSeats(rows).some((seat) => seat.status === 'selected')
      return { ...map, rows, holdExpiresAt: held?.expiresAt ?? (kept ? map.holdExpiresAt : null) }
    })
  }

  /** Asks the server for the truth now; resolves when it is here. */
  refresh(): Promise<void> {
    return this.#queryClient.invalidateQueries({ queryKey: this.key })
  }

  /** Asks the server for the truth, soon, and once for many stale seats. */
  reread(): void {
    if (this.#nextReread !== undefined) return
    const wait = Math.max(0, this.#lastReread + rereadAtMostEvery - Date.now())
    this.#nextReread = setTimeout(() => {
      this.#nextReread = undefined
      this.#lastReread = Date.now()
      void this.refresh()
    }, wait)
  }

  /** Takes in what the stream has said about seats that are no longer in flight. */
  applyLive(): void {
    this.#queryClient.setQueryData<SeatMap>(this.key, (map) => map && this.#withLive(map))
  }

  #withLive(read: SeatMap): SeatMap {
    const { map, stale } = withLive(read, this.#live, this.#inFlight())
    if (stale.length > 0) {
      this.#live = new Map([...this.#live].filter(([seatId]) => !stale.includes(seatId)))
      this.reread()
    }
    return map
  }
}
