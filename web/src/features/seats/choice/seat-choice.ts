import type { QueryClient } from '@tanstack/react-query'
import { unlockSeats, type Seat, type SeatMap } from '@/api'
import { readChoice, writeChoice } from '@/features/seats/choice/local-choice'
import { SeatMapCache } from '@/features/seats/live/seat-map-cache'
import { allSeats } from '@/features/seats/map/seat-places'
import type { SeatAction, RequestQueue } from '@/features/seats/choice/request-queue'
import { queueKey } from '@/features/seats/queue/queue-tickets'
import { PendingRequests } from '@/features/seats/choice/pending-requests'
import { serverNow } from '@/lib/time/server-clock'

/** A seat one had chosen and has no more. */
export type LostSeat = { seat: Seat; why: 'expired' | 'released' | 'taken' }

export type Choice = {
  /** Requests the server has not answered yet. */
  pending: ReadonlyMap<number, SeatAction>
  /** Seats chosen without being signed in: nobody holds them. */
  local: readonly number[]
  lostSeats: readonly LostSeat[]
  /** What was held last leaves a single free seat that nobody may want. */
  leavesLoneSeat: boolean
}

/**
 * The seats a person chooses on one showtime. What is held is what the server's map says; this adds the
 * requests on their way there, the choice of somebody not signed in, and the news of seats that were lost.
 */
export class SeatChoice {
  readonly requests: PendingRequests
  readonly queue: RequestQueue
  readonly map: SeatMapCache
  #choice: Choice
  /** Seats the server has confirmed as ours, to notice when one goes without our doing. */
  #held = new Set<number>()
  #chose = false
  #expiresAt = Number.POSITIVE_INFINITY
  #listeners = new Set<() => void>()
  readonly #showtimeId: number

  constructor(queryClient: QueryClient, showtimeId: number) {
    this.#showtimeId = showtimeId
    const local = readChoice(showtimeId)
    this.#choice = { pending: new Map(), local, lostSeats: [], leavesLoneSeat: false }
    this.requests = new PendingRequests(showtimeId, () => this.map, {
      onHeld: (seatIds, leavesLoneSeat) => {
        for (const seatId of seatIds) this.#held.add(seatId)
        this.#chose = true
        this.#change({ leavesLoneSeat })
      },
      onFreeing: (seatIds) => {
        for (const seatId of seatIds) this.#held.delete(seatId)
        if (this.#held.size === 0) this.#chose = false
      },
      onFreed: () => this.#change({ leavesLoneSeat: false }),
      onTaken: (seatIds) => this.#lose(this.#taken(seatIds)),
      onNotMyTurn: () => void queryClient.invalidateQueries({ queryKey: queueKey }),
    })
    this.queue = this.requests.queue
    this.map = new SeatMapCache(queryClient, showtimeId, () => this.requests.inFlight)
    this.queue.subscribe(() => this.#change({ pending: this.queue.pending() }))
  }

  readonly get = (): Choice => this.#choice

  /** Whether one's seats were chosen on this page: others may be what the waiting list offers. */
  get choseHere(): boolean {
    return this.#chose || this.#choice.local.length > 0 || this.requests.inFlight.size > 0
  }

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
    this.#change({ lostSeats: [] })
  }

  /** Reads a map that has just arrived: turns a choice made before sign-in into holds, and notices lost seats. */
  observe(map: SeatMap, signedIn: boolean): void {
    const lostSeats = signedIn ? this.#observeHeld(map) : this.#observeLocal(map)
    if (lostSeats.length > 0) this.#lose(lostSeats)
  }

  /** Gives everything back; says whether there was anything. Goes through even while the page is unloaded. */
  async release(): Promise<boolean> {
    await this.requests.abandon()
    if (this.#held.size + this.requests.inFlight.size === 0) return false
    this.#held.clear()
    await unlockSeats({ path: this.#path, keepalive: true })
    return true
  }

  #observeHeld(map: SeatMap): LostSeat[] {
    const now = serverNow()
    const lostSeats: LostSeat[] = []
    const chosenBefore = new Set(this.#choice.local)
    const toHold: number[] = []
    for (const seat of allSeats(map.rows)) {
      const mine = seat.status === 'selected'
      if (chosenBefore.has(seat.seatId) && !mine) {
        if (seat.status === 'available') toHold.push(seat.seatId)
        else lostSeats.push({ seat, why: 'taken' })
      } else if (this.#held.has(seat.seatId) && !mine) {
        this.#held.delete(seat.seatId)
        // A hold that is sold before its time is our own booking, confirmed in another tab.
        const bookedElsewhere = seat.status === 'sold' && now < this.#expiresAt
        const why = this.#expiresAt <= now + 1000 ? 'expired' : 'released'
        if (!bookedElsewhere) lostSeats.push({ seat, why })
      } else if (mine && this.queue.pending().get(seat.seatId) !== 'free') {
        this.#held.add(seat.seatId)
      }
    }
    this.queue.requestTogether(toHold, 'hold')
    if (chosenBefore.size > 0) this.#setLocal([])
    if (map.holdExpiresAt) this.#expiresAt = Date.parse(map.holdExpiresAt)
    return lostSeats
  }

  #observeLocal(map: SeatMap): LostSeat[] {
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

  #taken(seatIds: readonly number[]): LostSeat[] {
    return allSeats(this.map.get()?.rows ?? [])
      .filter(({ seatId }) => seatIds.includes(seatId))
      .map((seat) => ({ seat, why: 'taken' }))
  }

  #lose(lostSeats: LostSeat[]): void {
    const again = new Set(lostSeats.map(({ seat }) => seat.seatId))
    const before = this.#choice.lostSeats.filter(({ seat }) => !again.has(seat.seatId))
    this.#change({ lostSeats: [...before, ...lostSeats] })
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
}
