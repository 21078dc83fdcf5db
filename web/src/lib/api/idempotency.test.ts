import { afterEach, expect, test, vi } from 'vitest'
import { once, onceMore } from '@/lib/api/idempotency'
import { Problem } from '@/lib/api/problem'

afterEach(() => {
  vi.restoreAllMocks()
  sessionStorage.clear()
})

let operations = 0
const newWish = () => `operation ${++operations}`

/** A server that answers as told, and writes down the keys it sees. */
function givenServer(...answers: (Problem | string)[]) {
  const keys: string[] = []
  const send = (headers: { 'Idempotency-Key': string }) => {
    keys.push(headers['Idempotency-Key'])
    const answer = answers.shift() ?? 'done'
    return answer instanceof Problem ? Promise.reject(answer) : Promise.resolve(answer)
  }
  return { keys, send }
}

test.each([
  ['a broken connection', new Problem(0, {})],
  ['no answer in time', new Problem(0, { code: 'no_answer' })],
  ['an overload', new Problem(503, { code: 'busy' })],
  ['too many requests', new Problem(429, {})],
  ['a first try still running', new Problem(409, { code: 'request_in_progress' })],
])('after %s the same operation asks with the same key', async (_, problem) => {
  const { keys, send } = givenServer(problem)
  const operation = newWish()
  await expect(once(operation, send)).rejects.toBe(problem)
  await expect(once(operation, send)).resolves.toBe('done')
  expect(keys[1]).toBe(keys[0])
})

test('an answer ends the operation: the next one has a key of its own', async () => {
  const { keys, send } = givenServer()
  const operation = newWish()
  await once(operation, send)
  await once(operation, send)
  expect(keys[1]).not.toBe(keys[0])
})

test('a refusal ends the operation, too', async () => {
  const { keys, send } = givenServer(new Problem(409, { code: 'seats_taken' }))
  const operation = newWish()
  await expect(once(operation, send)).rejects.toThrow()
  await once(operation, send)
  expect(keys[1]).not.toBe(keys[0])
})

test('two clicks at once are one operation, and other seats are another', async () => {
  const { keys, send } = givenServer()
  await Promise.all([once('reserve 7: 1,2', send), once('reserve 7: 1,2', send)])
  await once('reserve 7: 1,3', send)
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).not.toBe(keys[0])
})

test('without storage and without randomUUID a retry still has its key', async () => {
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError')
  })
  vi.stubGlobal('crypto', {
    getRandomValues: (array: Uint32Array) => array.map((_, index) => index + 1),
  })
  const { keys, send } = givenServer(new Problem(503, {}))
  const operation = newWish()
  await expect(once(operation, send)).rejects.toThrow()
  await once(operation, send)
  expect(keys).toEqual(['1-2-3-4', '1-2-3-4'])
  vi.unstubAllGlobals()
})

test('asks again by itself once, and only where that may help soon', () => {
  const busy = new Problem(503, {}, 2)
  expect(onceMore.retry(0, busy)).toBe(true)
  expect(onceMore.retryDelay(0, busy)).toBe(2000)
  expect(onceMore.retry(1, busy)).toBe(false)
  expect(onceMore.retry(0, new Problem(503, {}, 60))).toBe(false)
  expect(onceMore.retry(0, new Problem(0, { code: 'no_answer' }))).toBe(false)
  expect(onceMore.retry(0, new Problem(429, {}))).toBe(false)
  expect(onceMore.retry(0, new Problem(409, { code: 'reservation_expired' }))).toBe(false)
})
