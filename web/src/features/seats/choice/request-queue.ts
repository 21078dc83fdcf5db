/** What a person wants of a seat. */
export type SeatAction = 'hold' | 'free'

type QueueEvents = {
  /** Tells the server; rejects when it refuses. */
  send: (seatIds: readonly number[], action: SeatAction) => Promise<void>
  onRefused: (seatIds: readonly number[], action: SeatAction, error: unknown) => void
  /** Called once all requests are settled, to read the server's truth. */
  onIdle: () => void
}

/**
 * Clicks on seats, sent one at a time in the order of clicking. Until the server has answered, a request shows
 * at once (`pending`); a second click on a waiting seat takes the request back, and on a seat that is on its
 * way it follows behind. After a refusal the seat is again what the server says. Seats requested together
 * go in one request.
 */
export class RequestQueue {
  #waiting = new Map<number, SeatAction>()
  #together = new Set<number>()
  #sending: { seatIds: readonly number[]; action: SeatAction } | null = null
  #running: Promise<void> | null = null
  #listeners = new Set<() => void>()
  #snapshot: ReadonlyMap<number, SeatAction> = new Map()
  readonly #events: QueueEvents

  constructor(events: QueueEvents) {
    this.#events = events
  }

  /** What is requested and not yet answered. */
  readonly pending = (): ReadonlyMap<number, SeatAction> => this.#snapshot

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  request(seatId: number, action: SeatAction): void {
    const onItsWay = this.#sending?.seatIds.includes(seatId) ? this.#sending.action : undefined
    const waiting = this.#waiting.get(seatId)
    const backToServers = waiting !== undefined && waiting !== action && onItsWay === undefined
    if (onItsWay === action || backToServers) this.#waiting.delete(seatId)
    else this.#waiting.set(seatId, action)
    this.#publish()
    this.#running ??= this.#run()
  }

  requestTogether(seatIds: readonly number[], action: SeatAction): void {
    for (const seatId of seatIds) {
      this.#together.add(seatId)
      this.request(seatId, action)
    }
  }

  /** Resolves when every request has been answered. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running
  }

  /** Gives up what has not been sent yet. */
  forget(): void {
    this.#waiting.clear()
    this.#together.clear()
    this.#publish()
  }

  async #run(): Promise<void> {
    // Starts in the next microtask, so that a seat clicked twice at once sends nothing.
    await Promise.resolve()
    for (;;) {
      const next = this.#take()
      if (!next) break
      this.#sending = next
      try {
        await this.#events.send(next.seatIds, next.action)
        this.#sending = null
      } catch (error) {
        this.#sending = null
        for (const seatId of next.seatIds) this.#waiting.delete(seatId)
        this.#events.onRefused(next.seatIds, next.action, error)
      }
      this.#publish()
    }
    this.#running = null
    this.#events.onIdle()
  }

  /** The request that has waited longest, and those that were made together with it. */
  #take(): { seatIds: readonly number[]; action: SeatAction } | undefined {
    const [next] = this.#waiting
    if (!next) return undefined
    const [first, action] = next
    const seatIds = this.#together.has(first)
      ? [...this.#waiting].flatMap(([id, other]) =>
          other === action && this.#together.has(id) ? [id] : [],
        )
      : [first]
    for (const seatId of seatIds) {
      this.#waiting.delete(seatId)
      this.#together.delete(seatId)
    }
    return { seatIds, action }
  }

  #publish(): void {
    const next = new Map<number, SeatAction>()
    const { seatIds = [], action: sent = 'hold' } = this.#sending ?? {}
    for (const seatId of seatIds) next.set(seatId, sent)
    for (const [seatId, action] of this.#waiting) next.set(seatId, action)
    this.#snapshot = next
    for (const listener of this.#listeners) listener()
  }
}
