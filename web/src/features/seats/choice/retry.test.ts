import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { withRetry } from '@/features/seats/choice/retry'
import { Problem } from '@/lib/api/problem'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const trouble = (status: number, retryAfter?: number) => new Problem(status, {}, retryAfter)

/** A server that fails with each of these in turn, and then answers. */
function givenServer(...failures: Problem[]) {
  const send = vi.fn(() => {
    const failure = failures.shift()
    return failure ? Promise.reject(failure) : Promise.resolve('held')
  })
  const onRetry = vi.fn()
  const gone = new AbortController()
  return { send, onRetry, gone, run: () => withRetry(send, { signal: gone.signal, onRetry }) }
}

test('silence and overload are asked again, and told once', async () => {
  const { send, onRetry, run } = givenServer(trouble(0), trouble(503), trouble(429))
  const answer = run()
  await vi.runAllTimersAsync()
  expect(await answer).toBe('held')
  expect(send).toHaveBeenCalledTimes(4)
  expect(onRetry).toHaveBeenCalledOnce()
})

test('waits as long as the server asks for', async () => {
  const { send, run } = givenServer(trouble(429, 5))
  const answer = run()
  await vi.advanceTimersByTimeAsync(4_900)
  expect(send).toHaveBeenCalledOnce()
  await vi.advanceTimersByTimeAsync(200)
  expect(await answer).toBe('held')
})

test('a refusal is passed on at once', async () => {
  const { send, run } = givenServer(trouble(409))
  await expect(run()).rejects.toMatchObject({ status: 409 })
  expect(send).toHaveBeenCalledOnce()
})

test('gives up when it takes too long, or nobody cares any more', async () => {
  await expect(givenServer(trouble(429, 60)).run()).rejects.toMatchObject({ status: 429 })

  const { send, gone, run } = givenServer(trouble(503), trouble(503))
  const answer = run()
  const refused = expect(answer).rejects.toMatchObject({ status: 503 })
  await vi.advanceTimersByTimeAsync(10)
  gone.abort()
  await refused
  expect(send).toHaveBeenCalledOnce()
})

test('without a network it waits for one', async () => {
  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  const { send, run } = givenServer(trouble(0))
  const answer = run()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(send).toHaveBeenCalledOnce()
  online.mockReturnValue(true)
  window.dispatchEvent(new Event('online'))
  await vi.advanceTimersByTimeAsync(0)
  expect(await answer).toBe('held')
})
