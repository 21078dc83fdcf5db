import { afterEach, expect, test, vi } from 'vitest'
import { Problem, problemMessage, problemText, toProblem } from '@/lib/api/problem'

afterEach(() => vi.restoreAllMocks())

test('names each lost seat and why', () => {
  const problem = new Problem(409, {
    code: 'seats_taken',
    title: 'Somebody else has a seat of your choice.',
    seats: [
      { seatId: 1, seatLabel: 'E5', reason: 'sold' },
      { seatId: 2, seatLabel: 'E6', reason: 'locked' },
    ],
  })
  expect(problemText(problem)).toBe(
    'These seats are gone. E5 was just sold, E6 is held by someone else.',
  )
})

test('lets the server speak for codes that need no other words', () => {
  const problem = new Problem(409, { code: 'new_code', title: 'No.', detail: 'Because of this.' })
  expect(problemText(problem)).toBe('No. Because of this.')
})

test('tells silence from refusal', () => {
  expect(problemMessage(toProblem(new TypeError('Failed to fetch'), undefined)).title).toBe(
    'The box office does not answer',
  )
})

test('says how long to wait after too many attempts', () => {
  const response = new Response(null, { status: 429, headers: { 'Retry-After': '30' } })
  expect(problemMessage(toProblem({ code: 'too_many_requests' }, response)).detail).toContain(
    '30 seconds',
  )
})

test('an answer that is no problem document is still explained', () => {
  const response = new Response('<html>', { status: 502 })
  const problem = toProblem('<html>', response)
  expect(problem.status).toBe(502)
  expect(problemText(problem)).toBe('Something went wrong.')
})

test('an error of our own shows nothing of its inside', () => {
  expect(problemText(new Error('x is undefined'))).not.toContain('undefined')
})

test('a page whose code did not arrive is told from an error in it, in the words of every browser', () => {
  const words = [
    'Failed to fetch dynamically imported module: /assets/tickets.js',
    'error loading dynamically imported module: /assets/tickets.js',
    'Importing a module script failed.',
  ]
  for (const message of words) {
    expect(problemMessage(new TypeError(message)).title).toBe('This page could not be loaded')
  }
  expect(problemMessage(new TypeError('x is not a function')).title).toBe('Something went wrong')
})

test('a device without a connection is told so, not that the server is silent', () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  expect(problemMessage(new Problem(0, {})).title).toBe('You are offline')
})
