import { streamSeatEvents } from '@/api'
import { backOff } from '@/lib/api/back-off'

/**
 * live: every change arrives. broken: it does not, and a new connection is on its way. closed: the server
 * has ended the stream because nothing can be booked any more.
 */
export type StreamState = 'connecting' | 'live' | 'broken' | 'closed'

type StreamEvents = {
  onSeats: (data: unknown) => void
  onState: (state: StreamState) => void
}

/** The server speaks more often than this, if only to say that it is there; a longer silence is a dead line. */
const silenceLimit = 35_000
/** No such showtime; its show has started, or it was cancelled. */
const nothingToFollow = [404, 409]
const firstWait = 500
const longestWait = 15_000

/** How long to wait before trying again: doubled each time, less a random part, so that not all come back at once. */
export function reconnectDelay(attempt: number, random = Math.random()): number {
  const wait = Math.min(longestWait, firstWait * 2 ** attempt)
  return wait * (0.5 + random / 2)
}

/**
 * Follows the changes of a showtime's seats until stopped or told that there will be no more. A break is
 * mended after a growing pause, and asks to go on behind the last change that was heard.
 */
export function followSeats(showtimeId: number, events: StreamEvents): () => void {
  const stopped = new AbortController()
  let lastEventId: string | undefined
  let askedToWait = 0

  /** One connection, from its first word to its last; says whether the server has closed for good. */
  async function listen(onFirstWord: () => void): Promise<boolean> {
    const line = new AbortController()
    const hangUp = () => line.abort()
    stopped.signal.addEventListener('abort', hangUp)
    let silence = setTimeout(hangUp, silenceLimit)
    let heard = false
    let closed = false
    try {
      const { stream } = await streamSeatEvents({
        path: { showtimeId },
        ...(lastEventId !== undefined && { headers: { 'Last-Event-ID': lastEventId } }),
        // What it says is the same for everyone, so it goes without a token, and never times out as requests do.
        fetch: async (input, init) => {
          const answer = await fetch(input, init)
          closed = nothingToFollow.includes(answer.status)
          askedToWait = Number(answer.headers.get('Retry-After') ?? 0) * 1_000
          return answer
        },
        signal: line.signal,
        sseMaxRetryAttempts: 1,
        onSseEvent: ({ data, event, id }) => {
          clearTimeout(silence)
          silence = setTimeout(hangUp, silenceLimit)
          lastEventId = id ?? lastEventId
          if (!heard) onFirstWord()
          heard = true
          if (event === 'closed') closed = true
          else if (data !== undefined && event !== 'heartbeat') events.onSeats(data)
        },
      })
      while (!closed && !(await stream.next()).done);
      return closed
    } finally {
      clearTimeout(silence)
      stopped.signal.removeEventListener('abort', hangUp)
      line.abort()
    }
  }

  async function follow(): Promise<void> {
    events.onState('connecting')
    for (let attempt = 0; !stopped.signal.aborted; attempt++) {
      const closed = await listen(() => {
        attempt = 0
        events.onState('live')
      })
      if (stopped.signal.aborted) return
      if (closed) return events.onState('closed')
      events.onState('broken')
      await backOff(Math.max(askedToWait || 0, reconnectDelay(attempt)), stopped.signal)
    }
  }

  void follow()
  return () => stopped.abort()
}
