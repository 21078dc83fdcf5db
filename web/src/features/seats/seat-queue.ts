/** What a person wants of a seat. */
export type Intent = 'hold' | 'free'

type QueueEvents = {
  /** Tells the server; rejects when it refuses. */
  send: (seatIds: readonly number[], intent: Intent) => Promise<void>
  onRefused: (seatIds: readonly number[], intent: Intent, error: unknown) => void
  /** Called once all wishes are settled, to read the server's truth. */
  onIdle: () => void
}

/**
 * Clicks on seats, sent one at a time in the order of clicking. Until the server has answered, a wish shows
 * at once (`intents`); a second click on a waiting seat takes the wish back, and on a seat that is on its
 * way it follows behind. After a refusal the seat is again what the server says. Seats wished for together
 * go in one request.
 */
export class SeatQueue {
  #waiting = new Map<number, Intent>()
  #together = new Set<number>()
  #sending: { seatIds: readonly number[]; intent: Intent } | null = null
  #running: Promise<void> | null = null
  #listeners = new Set<() => void>()
  #snapshot: ReadonlyMap<number, Intent> = new Map()
  readonly #events: QueueEvents

  constructor(events: QueueEvents) {
    this.#events = events
  }

  /** What is wished and not yet answered. */
  readonly intents = (): ReadonlyMap<number, Intent> => this.#snapshot

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  request(seatId: number, intent: Intent): void {
    const onItsWay = this.#sending?.seatIds.includes(seatId) ? this.#sending.intent : undefined
    const waiting = this.#waiting.get(seatId)
    const backToServers = waiting !== undefined && waiting !== intent && onItsWay === undefined
    if (onItsWay === intent || backToServers) this.#waiting.delete(seatId)
    else this.#waiting.set(seatId, intent)
    this.#publish()
    this.#running ??= this.#run()
  }

  requestTogether(seatIds: readonly number[], intent: Intent): void {
    for (const seatId of seatIds) {
      this.#together.add(seatId)
      this.request(seatId, intent)
    }
  }

  /** Resolves when every wish has been answered. */
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
        await this.#events.send(next.seatIds, next.intent)
        this.#sending = null
      } catch (error) {
        this.#sending = null
        for (const seatId of next.seatIds) this.#waiting.delete(seatId)
        this.#events.onRefused(next.seatIds, next.intent, error)
      }
      this.#publish()
    }
    this.#running = null
    this.#events.onIdle()
  }

  /** The wish that has waited longest, and those that were made together with it. */
  #take(): { seatIds: readonly number[]; intent: Intent } | undefined {
    const [next] = this.#waiting
    if (!next) return undefined
    const [first, intent] = next
    const seatIds = this.#together.has(first)
      ? [...this.#waiting].flatMap(([id, other]) =>
          other === intent && this.#together.has(id) ? [id] : [],
        )
      : [first]
    for (const seatId of seatIds) {
      this.#waiting.delete(seatId)
      this.#together.delete(seatId)
    }
    return { seatIds, intent }
  }

  #publish(): void {
    const next = new Map<number, Intent>()
    const { seatIds = [], intent: sent = 'hold' } = this.#sending ?? {}
    for (const seatId of seatIds) next.set(seatId, sent)
    for (const [seatId, intent] of this.#waiting) next.set(seatId, intent)
    this.#snapshot = next
    for (const listener of this.#listeners) listener()
  }
}
