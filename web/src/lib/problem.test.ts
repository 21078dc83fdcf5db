import { expect, test } from 'vitest'
import { Problem, problemMessage, problemText, toProblem } from '@/lib/problem'

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
