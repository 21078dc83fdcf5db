import { Problem } from '@/lib/problem'
import { tabStorage } from '@/lib/storage'

/**
 * Keys by which the server knows that two requests are one wish (`Idempotency-Key`). A wish keeps its key
 * until it has been answered for good: a double click, a lost answer or a reload then books once, not twice.
 */
const kept = new Map<string, string>()
const stored = (wish: string) => `intent:${wish}`

function keyOf(wish: string): string {
  const key = kept.get(wish) ?? tabStorage.read(stored(wish)) ?? newKey()
  kept.set(wish, key)
  tabStorage.write(stored(wish), key)
  return key
}

function forget(wish: string): void {
  kept.delete(wish)
  tabStorage.write(stored(wish), null)
}

/** `randomUUID` is there on secure origins alone, and a cinema's own network may have none. */
function newKey(): string {
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
 * Sends one wish with its key. Name a wish by all that it asks for (`reserve 7: 53,54`): another choice of
 * seats is another wish.
 */
export async function once<T>(
  wish: string,
  send: (headers: { 'Idempotency-Key': string }) => Promise<T>,
): Promise<T> {
  try {
    const answer = await send({ 'Idempotency-Key': keyOf(wish) })
    forget(wish)
    return answer
  } catch (error) {
    if (!isUndecided(error)) forget(wish)
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

/** Worth waiting for while somebody watches: no silence of ten seconds again, no minute of penance. */
function isShort({ code, status, retryAfter = 0 }: Problem): boolean {
  return code !== 'no_answer' && status !== 429 && retryAfter <= 5
}
