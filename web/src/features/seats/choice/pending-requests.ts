import { t } from '@lingui/core/macro'
import { lockSeats, unlockSeats } from '@/api'
import { otherTabs, type OtherTabs, type TabNews } from '@/features/seats/choice/other-tabs'
import { withRetry } from '@/features/seats/choice/retry'
import type { SeatMapCache } from '@/features/seats/live/seat-map-cache'
import { isNotMyTurn, ticketHeader } from '@/features/seats/queue/queue-tickets'
import { RequestQueue, type SeatAction } from '@/features/seats/choice/request-queue'
import { notify } from '@/lib/browser/notices'
import { Problem, problemMessage, problemText } from '@/lib/api/problem'

type RequestEvents = {
  onHeld: (seatIds: readonly number[], leavesLoneSeat: boolean) => void
  /** Before the request: a map read meanwhile may show the seats free already, which is no loss. */
  onFreeing: (seatIds: readonly number[]) => void
  onFreed: () => void
  /** Somebody else was faster. */
  onTaken: (seatIds: readonly number[]) => void
  /** Others are let in before. */
  onNotMyTurn: () => void
}

/**
 * Requests for seats on their way to the server: sent in order, again when the server is in trouble, and told
 * to the other tabs. Until a request is settled its seats are `inFlight`: what the stream says of them, and of
 * those that another tab requests, may be older than the request.
 */
export class PendingRequests {
  readonly queue: RequestQueue
  readonly inFlight: ReadonlySet<number>
  readonly #inFlight = new Set<number>()
  readonly #path: { showtimeId: number }
  readonly #map: () => SeatMapCache
  readonly #events: RequestEvents
  readonly #gone = new AbortController()
  #tabs: OtherTabs | undefined

  constructor(showtimeId: number, map: () => SeatMapCache, events: RequestEvents) {
    this.#path = { showtimeId }
    this.#map = map
    this.#events = events
    this.inFlight = this.#inFlight
    this.queue = new RequestQueue({
      send: (seatIds, action) => (action === 'hold' ? this.#hold(seatIds) : this.#free(seatIds)),
      onRefused: (seatIds, action, error) => this.#refused(seatIds, action, error),
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
    this.#announce(seatIds, 'hold')
    try {
      const body = { seatIds: [...seatIds] }
      const headers = ticketHeader(this.#map().get()?.waitingRoomId)
      const { data } = await this.#send(() =>
        lockSeats({ path: this.#path, body, headers, throwOnError: true }),
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
    this.#announce(seatIds, 'free')
    this.#events.onFreeing(seatIds)
    const body = { seatIds: [...seatIds] }
    await this.#send(() => unlockSeats({ path: this.#path, body, throwOnError: true }))
    await this.#map().write(seatIds, 'available')
    this.#events.onFreed()
  }

  /** Before a request: the stream may tell of it sooner than the answer does. */
  #announce(seatIds: readonly number[], action: SeatAction): void {
    for (const seatId of seatIds) this.#inFlight.add(seatId)
    this.#tabs?.tell({ kind: 'request', seatIds, action })
  }

  #send<T>(send: () => Promise<T>): Promise<T> {
    const onRetry = (problem: Problem) =>
      notify(t`${problemMessage(problem).title}. Your choice is kept and sent again.`)
    return withRetry(send, { signal: this.#gone.signal, onRetry })
  }

  #hear(news: TabNews): void {
    if (news.kind === 'settled') return void this.#settle()
    for (const seatId of news.seatIds) this.#inFlight.add(seatId)
    if (news.action === 'free') this.#events.onFreeing(news.seatIds)
  }

  /** Reads what has become of the requests; from then on the stream is believed again about their seats. */
  async #settle(): Promise<void> {
    const settled = [...this.#inFlight]
    await this.#map().refresh()
    if (this.queue.pending().size > 0) return
    for (const seatId of settled) this.#inFlight.delete(seatId)
    this.#map().applyLive()
  }

  #refused(seatIds: readonly number[], action: SeatAction, error: unknown): void {
    if (this.#gone.signal.aborted) return
    const taken = error instanceof Problem && error.code === 'seats_taken'
    if (isNotMyTurn(error, this.#map().get()?.waitingRoomId)) this.#events.onNotMyTurn()
    if (action === 'hold' && taken) this.#events.onTaken(seatIds)
    else notify(problemText(error), 'danger')
  }
}

function takenSeats(error: unknown): ReadonlySet<number> {
  const taken = error instanceof Problem && error.code === 'seats_taken' ? error.seats : []
  return new Set(taken.map(({ seatId }) => seatId))
}
