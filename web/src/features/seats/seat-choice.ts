import type { QueryClient } from '@tanstack/react-query'
import { lockSeats, unlockSeats, type HeldSeats, type Seat, type SeatMap } from '@/api'
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
      send: (seatIds, intent) => (intent === 'hold' ? this.#hold(seatIds) : this.#free(seatIds)),
      onRefused: (seatIds, intent, error) => this.#refused(seatIds, intent, error),
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

  /** Gives everything back; says whether there was anything. Goes through even while the page is unloaded. */
  async release(): Promise<boolean> {
    this.queue.forget()
    await this.queue.idle()
    if (this.#held.size === 0) return false
    this.#held.clear()
    await unlockSeats({ path: this.#path, keepalive: true })
    return true
  }

  #observeHeld(map: SeatMap): Loss[] {
    const now = serverNow()
    const losses: Loss[] = []
    const chosenBefore = new Set(this.#choice.local)
    const toHold: number[] = []
    for (const seat of allSeats(map.rows)) {
      const mine = seat.status === 'selected'
      if (chosenBefore.has(seat.seatId) && !mine) {
        if (seat.status === 'available') toHold.push(seat.seatId)
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
    this.queue.requestTogether(toHold, 'hold')
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

  async #hold(seatIds: readonly number[]): Promise<void> {
    try {
      const body = { seatIds: [...seatIds] }
      const { data } = await lockSeats({ path: this.#path, body, throwOnError: true })
      for (const seatId of seatIds) this.#held.add(seatId)
      await this.#write(seatIds, 'selected', data)
    } catch (error) {
      // All or nothing by the server's rule: what is left is asked for again without what is gone.
      const gone = takenSeats(error)
      const rest = seatIds.filter((seatId) => !gone.has(seatId))
      if (rest.length === 0 || rest.length === seatIds.length) throw error
      this.#lose(this.#taken(seatIds.filter((seatId) => gone.has(seatId))))
      await this.#hold(rest)
    }
  }

  async #free(seatIds: readonly number[]): Promise<void> {
    // Before the request: a map read meanwhile may show the seat free already, which is no loss.
    for (const seatId of seatIds) this.#held.delete(seatId)
    await unlockSeats({ path: this.#path, body: { seatIds: [...seatIds] }, throwOnError: true })
    await this.#write(seatIds, 'available')
  }

  /** Puts the server's answer into the map. A map asked for before it would undo it, so that one is dropped. */
  async #write(
    seatIds: readonly number[],
    status: 'selected' | 'available',
    held?: HeldSeats,
  ): Promise<void> {
    await this.#queryClient.cancelQueries({ queryKey: this.#key })
    const prices = new Map(held?.seats.map(({ seatId, price }) => [seatId, price]))
    this.#queryClient.setQueryData<SeatMap>(this.#key, (map) => {
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

  #refused(seatIds: readonly number[], intent: Intent, error: unknown): void {
    const taken = error instanceof Problem && error.code === 'seats_taken'
    if (intent === 'hold' && taken) this.#lose(this.#taken(seatIds))
    else notify(problemText(error), 'danger')
  }

  #taken(seatIds: readonly number[]): Loss[] {
    const map = this.#queryClient.getQueryData<SeatMap>(this.#key)
    return allSeats(map?.rows ?? [])
      .filter(({ seatId }) => seatIds.includes(seatId))
      .map((seat) => ({ seat, why: 'taken' }))
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

  get #path() {
    return { showtimeId: this.#showtimeId }
  }

  get #key() {
    return getSeatMapQueryKey({ path: this.#path })
  }
}

function takenSeats(error: unknown): ReadonlySet<number> {
  const taken = error instanceof Problem && error.code === 'seats_taken' ? error.seats : []
  return new Set(taken.map(({ seatId }) => seatId))
}
