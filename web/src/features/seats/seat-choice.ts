import type { QueryClient } from '@tanstack/react-query'
import { lockSeat, unlockSeat, type HeldSeat, type Seat, type SeatMap } from '@/api'
import { getSeatMapQueryKey } from '@/api/@tanstack/react-query.gen'
import { readChoice, writeChoice } from '@/features/seats/local-choice'
import { allSeats } from '@/features/seats/seat-places'
import { SeatQueue, type Intent } from '@/features/seats/seat-queue'
import { notify } from '@/lib/notices'
import { Problem, problemText } from '@/lib/problem'
import { serverNow } from '@/lib/server-clock'

/** A seat one had chosen and has no more. */
export type Loss = { seat: Seat; why: 'expired' | 'released' | 'taken' }

export type Choice = {
  /** Wishes the server has not answered yet. */
  intents: ReadonlyMap<number, Intent>
  /** Seats chosen without being signed in: nobody holds them. */
  local: readonly number[]
  losses: readonly Loss[]
}

/**
 * The seats a person chooses on one showtime. What is held is what the server's map says; this adds the
 * wishes on their way there, the choice of somebody not signed in, and the news of seats that were lost.
 */
export class SeatChoice {
  readonly queue: SeatQueue
  #choice: Choice
  /** Seats the server has confirmed as ours, to notice when one goes without our doing. */
  #held = new Set<number>()
  #expiresAt = Number.POSITIVE_INFINITY
  #listeners = new Set<() => void>()
  readonly #queryClient: QueryClient
  readonly #showtimeId: number

  constructor(queryClient: QueryClient, showtimeId: number) {
    this.#queryClient = queryClient
    this.#showtimeId = showtimeId
    this.#choice = { intents: new Map(), local: readChoice(showtimeId), losses: [] }
    this.queue = new SeatQueue({
      send: (seatId, intent) => (intent === 'hold' ? this.#hold(seatId) : this.#free(seatId)),
      onRefused: (seatId, intent, error) => this.#refused(seatId, intent, error),
      onIdle: () => void this.#queryClient.invalidateQueries({ queryKey: this.#key }),
    })
    this.queue.subscribe(() => this.#change({ intents: this.queue.intents() }))
  }

  readonly get = (): Choice => this.#choice

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  chooseLocally(seatId: number): void {
    this.#setLocal([...this.#choice.local, seatId])
  }

  dropLocally(seatId: number): void {
    this.#setLocal(this.#choice.local.filter((id) => id !== seatId))
  }

  forgetLosses(): void {
    this.#change({ losses: [] })
  }

  /** Reads a map that has just arrived: turns a choice made before sign-in into holds, and notices losses. */
  observe(map: SeatMap, signedIn: boolean): void {
    const losses = signedIn ? this.#observeHeld(map) : this.#observeLocal(map)
    if (losses.length > 0) this.#lose(losses)
  }

  /** Seats the server still keeps for us, as far as this page knows. */
  async heldAfterQueue(): Promise<number[]> {
    this.queue.forget()
    await this.queue.idle()
    return [...this.#held]
  }

  #observeHeld(map: SeatMap): Loss[] {
    const now = serverNow()
    const losses: Loss[] = []
    const chosenBefore = new Set(this.#choice.local)
    for (const seat of allSeats(map.rows)) {
      const mine = seat.status === 'selected'
      if (chosenBefore.has(seat.seatId) && !mine) {
        if (seat.status === 'available') this.queue.request(seat.seatId, 'hold')
        else losses.push({ seat, why: 'taken' })
      } else if (this.#held.has(seat.seatId) && !mine) {
        this.#held.delete(seat.seatId)
        // A hold that is sold before its time is our own booking, confirmed in another tab.
        const bookedElsewhere = seat.status === 'sold' && now < this.#expiresAt
        const why = this.#expiresAt <= now + 1000 ? 'expired' : 'released'
        if (!bookedElsewhere) losses.push({ seat, why })
      } else if (mine && this.queue.intents().get(seat.seatId) !== 'free') {
        this.#held.add(seat.seatId)
      }
    }
    if (chosenBefore.size > 0) this.#setLocal([])
    if (map.holdExpiresAt) this.#expiresAt = Date.parse(map.holdExpiresAt)
    return losses
  }

  #observeLocal(map: SeatMap): Loss[] {
    this.#held.clear()
    this.queue.forget()
    const chosen = new Set(this.#choice.local)
    const gone = allSeats(map.rows).filter(
      (seat) => chosen.has(seat.seatId) && seat.status !== 'available',
    )
    if (gone.length === 0) return []
    const lost = new Set(gone.map(({ seatId }) => seatId))
    this.#setLocal(this.#choice.local.filter((id) => !lost.has(id)))
    return gone.map((seat) => ({ seat, why: 'taken' }))
  }

  async #hold(seatId: number): Promise<void> {
    const { data } = await lockSeat({ path: this.#path(seatId), throwOnError: true })
    this.#held.add(seatId)
    await this.#write(seatId, 'selected', data)
  }

  async #free(seatId: number): Promise<void> {
    // Before the request: a map read meanwhile may show the seat free already, which is no loss.
    this.#held.delete(seatId)
    await unlockSeat({ path: this.#path(seatId), throwOnError: true })
    await this.#write(seatId, 'available')
  }

  /** Puts the server's answer into the map. A map asked for before it would undo it, so that one is dropped. */
  async #write(seatId: number, status: 'selected' | 'available', held?: HeldSeat): Promise<void> {
    await this.#queryClient.cancelQueries({ queryKey: this.#key })
    this.#queryClient.setQueryData<SeatMap>(this.#key, (map) => {
      if (!map) return map
      const rows = map.rows.map((row) => ({
        ...row,
        seats: row.seats.map((seat) =>
          seat.seatId === seatId ? { ...seat, status, price: held?.price ?? seat.price } : seat,
        ),
      }))
      const kept = allSeats(rows).some((seat) => seat.status === 'selected')
      return { ...map, rows, holdExpiresAt: held?.expiresAt ?? (kept ? map.holdExpiresAt : null) }
    })
  }

  #refused(seatId: number, intent: Intent, error: unknown): void {
    const map = this.#queryClient.getQueryData<SeatMap>(this.#key)
    const seat = map && allSeats(map.rows).find((candidate) => candidate.seatId === seatId)
    if (intent === 'hold' && seat && error instanceof Problem && error.code === 'seats_taken') {
      this.#lose([{ seat, why: 'taken' }])
    } else {
      notify(problemText(error), 'danger')
    }
  }

  #lose(losses: Loss[]): void {
    const again = new Set(losses.map(({ seat }) => seat.seatId))
    const before = this.#choice.losses.filter(({ seat }) => !again.has(seat.seatId))
    this.#change({ losses: [...before, ...losses] })
  }

  #setLocal(local: readonly number[]): void {
    writeChoice(this.#showtimeId, local)
    this.#change({ local })
  }

  #change(part: Partial<Choice>): void {
    this.#choice = { ...this.#choice, ...part }
    for (const listener of this.#listeners) listener()
  }

  #path(seatId: number) {
    return { showtimeId: this.#showtimeId, seatId }
  }

  get #key() {
    return getSeatMapQueryKey({ path: { showtimeId: this.#showtimeId } })
  }
}
