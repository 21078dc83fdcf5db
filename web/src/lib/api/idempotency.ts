import { Problem } from '@/lib/api/problem'
import { tabStorage } from '@/lib/browser/storage'

/**
 * Keys by which the server knows that two requests are one operation (`Idempotency-Key`). An operation keeps its key
 * until it has been answered for good: a double click, a lost answer or a reload then books once, not twice.
 */
const kept = new Map<string, string>()
const stored = (operation: string) => `operation:${operation}`

function keyOf(operation: string): string {
  const key = kept.get(operation) ?? tabStorage.read(stored(operation)) ?? newKey()
  kept.set(operation, key)
  tabStorage.write(stored(operation), key)
  return key
}

/** Whatever becomes of it: the next one of this name is another operation. */
export function forget(operation: string): void {
  kept.delete(operation)
  tabStorage.write(stored(operation), null)
}

/** `randomUUID` is there on secure origins alone, and a cinema's own network may have none. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join(
    '-',
  )
}

/** Whether the server may have done the work although it did not say so: then the same key has to ask again. */
export function isUndecided(error: unknown): boolean {
  if (!(error instanceof Problem)) return true
  return error.status === 0 || error.status >= 500 || error.status === 429 || isRunning(error)
}

const isRunning = ({ code }: Problem) => code === 'request_in_progress'

/**
 * Sends one operation with its key. Name an operation by all that it asks for (`reserve 7: 53,54`): another choice of
 * seats is another operation.
 */
export async function once<T>(
  operation: string,
  send: (headers: { 'Idempotency-Key': string }) => Promise<T>,
): Promise<T> {
  try {
    const answer = await send({ 'Idempotency-Key': keyOf(operation) })
    forget(operation)
    return answer
  } catch (error) {
    if (!isUndecided(error)) forget(operation)
    throw error
  }
}

/** For mutations made of `once`: asks once more by itself after an overload or a broken connection. */
export const onceMore = {
  retry: (failures: number, error: Error) =>
    failures < 1 && error instanceof Problem && isUndecided(error) && isShort(error),
  retryDelay: (_: number, error: Error) =>
    ((error instanceof Problem && error.retryAfter) || 1) * 1000,
}

/** Worth waiting for while somebody watches: not a time-out of ten seconds again, not a minute of rate limiting. */
function isShort({ code, status, retryAfter = 0 }: Problem): boolean {
  return code !== 'no_answer' && status !== 429 && retryAfter <= 5
}
