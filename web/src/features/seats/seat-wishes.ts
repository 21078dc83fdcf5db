import { lockSeats, unlockSeats } from '@/api'
import { otherTabs, type OtherTabs, type TabNews } from '@/features/seats/other-tabs'
import { persist } from '@/features/seats/persist'
import type { SeatMapCache } from '@/features/seats/seat-map-cache'
import { SeatQueue, type Intent } from '@/features/seats/seat-queue'
import { notify } from '@/lib/notices'
import { Problem, problemMessage, problemText } from '@/lib/problem'

type WishEvents = {
  onHeld: (seatIds: readonly number[], leavesLoneSeat: boolean) => void
  /** Before the request: a map read meanwhile may show the seats free already, which is no loss. */
  onFreeing: (seatIds: readonly number[]) => void
  onFreed: () => void
  /** Somebody else was faster. */
  onTaken: (seatIds: readonly number[]) => void
}

/**
 * Wishes for seats on their way to the server: sent in order, again when the server is in trouble, and told
 * to the other tabs. Until a wish is settled its seats are `unsettled`: what the stream says of them, and of
 * those that another tab wishes for, may be older than the wish.
 */
export class SeatWishes {
  readonly queue: SeatQueue
  readonly unsettled: ReadonlySet<number>
  readonly #unsettled = new Set<number>()
  readonly #path: { showtimeId: number }
  readonly #map: () => SeatMapCache
  readonly #events: WishEvents
  readonly #gone = new AbortController()
  #tabs: OtherTabs | undefined

  constructor(showtimeId: number, map: () => SeatMapCache, events: WishEvents) {
    this.#path = { showtimeId }
    this.#map = map
    this.#events = events
    this.unsettled = this.#unsettled
    this.queue = new SeatQueue({
      send: (seatIds, intent) => (intent === 'hold' ? this.#hold(seatIds) : this.#free(seatIds)),
      onRefused: (seatIds, intent, error) => this.#refused(seatIds, intent, error),
      onIdle: () => {
        this.tellSettled()
        void this.#settle()
      },
    })
  }

  /** Listens to the other tabs that show this map, until told to stop. */
  readonly meetOtherTabs = (): (() => void) => {
    const tabs = otherTabs(this.#path.showtimeId, (news) => this.#hear(news))
    this.#tabs = tabs
    return () => {
      tabs.close()
      if (this.#tabs === tabs) this.#tabs = undefined
    }
  }

  /** Something of one's own has changed that the stream does not tell: the other tabs should read it. */
  tellSettled(): void {
    this.#tabs?.tell({ kind: 'settled' })
  }

  /** Gives up what has not been sent, and waits for the answer to what has. */
  async abandon(): Promise<void> {
    this.queue.forget()
    this.#gone.abort()
    await this.queue.idle()
  }

  async #hold(seatIds: readonly number[]): Promise<void> {
    this.#wish(seatIds, 'hold')
    try {
      const body = { seatIds: [...seatIds] }
      const { data } = await this.#persist(() =>
        lockSeats({ path: this.#path, body, throwOnError: true }),
      )
      this.#events.onHeld(seatIds, data.wouldLeaveLoneSeat)
      await this.#map().write(seatIds, 'selected', data)
    } catch (error) {
      // All or nothing by the server's rule: what is left is asked for again without what is gone.
      const gone = takenSeats(error)
      const rest = seatIds.filter((seatId) => !gone.has(seatId))
      if (rest.length === 0 || rest.length === seatIds.length) throw error
      this.#events.onTaken(seatIds.filter((seatId) => gone.has(seatId)))
      await this.#hold(rest)
    }
  }

  async #free(seatIds: readonly number[]): Promise<void> {
    this.#wish(seatIds, 'free')
    this.#events.onFreeing(seatIds)
    const body = { seatIds: [...seatIds] }
    await this.#persist(() => unlockSeats({ path: this.#path, body, throwOnError: true }))
    await this.#map().write(seatIds, 'available')
    this.#events.onFreed()
  }

  /** Before a request: the stream may tell of it sooner than the answer does. */
  #wish(seatIds: readonly number[], intent: Intent): void {
    for (const seatId of seatIds) this.#unsettled.add(seatId)
    this.#tabs?.tell({ kind: 'wish', seatIds, intent })
  }

  #persist<T>(send: () => Promise<T>): Promise<T> {
    const onTrouble = (problem: Problem) =>
      notify(`${problemMessage(problem).title}. Your choice is kept and sent again.`)
    return persist(send, { signal: this.#gone.signal, onTrouble })
  }

  #hear(news: TabNews): void {
    if (news.kind === 'settled') return void this.#settle()
    for (const seatId of news.seatIds) this.#unsettled.add(seatId)
    if (news.intent === 'free') this.#events.onFreeing(news.seatIds)
  }

  /** Reads what has become of the wishes; from then on the stream is believed again about their seats. */
  async #settle(): Promise<void> {
    const settled = [...this.#unsettled]
    await this.#map().refresh()
    if (this.queue.intents().size > 0) return
    for (const seatId of settled) this.#unsettled.delete(seatId)
    this.#map().applyLive()
  }

  #refused(seatIds: readonly number[], intent: Intent, error: unknown): void {
    if (this.#gone.signal.aborted) return
    const taken = error instanceof Problem && error.code === 'seats_taken'
    if (intent === 'hold' && taken) this.#events.onTaken(seatIds)
    else notify(problemText(error), 'danger')
  }
}

function takenSeats(error: unknown): ReadonlySet<number> {
  const taken = error instanceof Problem && error.code === 'seats_taken' ? error.seats : []
  return new Set(taken.map(({ seatId }) => seatId))
}
