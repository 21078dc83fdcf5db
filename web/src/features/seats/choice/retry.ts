import { backOff } from '@/lib/api/back-off'
import { Problem } from '@/lib/api/problem'

const attempts = 4
const firstWait = 1_000
/** A server that asks for more patience than this is told no to, so that the person can decide. */
const longestWait = 8_000

type RetryOptions = {
  signal: AbortSignal
  /** Called once, with the first trouble: the request is not lost, only late. */
  onRetry: (problem: Problem) => void
}

/**
 * Sends a request that may be sent twice, again and again while the server is silent, overloaded or away.
 * Without a network it waits for one. A refusal is an answer, and is passed on at once.
 */
export async function withRetry<T>(
  send: () => Promise<T>,
  { signal, onRetry }: RetryOptions,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send()
    } catch (error) {
      if (!(error instanceof Problem) || !isTransient(error) || signal.aborted) throw error
      if (attempt === 1) onRetry(error)
      const wait = error.retryAfter ? error.retryAfter * 1_000 : firstWait * 2 ** (attempt - 1)
      if (attempt === attempts || wait > longestWait) throw error
      await backOff(navigator.onLine ? wait : Number.POSITIVE_INFINITY, signal)
      if (signal.aborted) throw error
    }
  }
}

function isTransient({ status }: Problem): boolean {
  return status === 0 || status === 429 || status >= 500
}
