import { http, HttpResponse } from 'msw'
import { expect, onTestFinished, test, vi } from 'vitest'
import { followSeats, reconnectDelay, type StreamState } from '@/features/seats/live/seat-stream'
import { api, server } from '@/test/server'

const event = (id: number, data: string, type = 'message') =>
  `event: ${type}\nid: ${id}\ndata: ${data}\n\n`

/** A stream that says each of these on a connection of its own, and then hangs up. */
function givenStream(...answers: (string | number)[]) {
  const lastIds: (string | null)[] = []
  server.use(
    http.get(api('/showtimes/7/seats/events'), ({ request }) => {
      lastIds.push(request.headers.get('Last-Event-ID'))
      const answer = answers.shift() ?? 503
      if (typeof answer === 'number') return new HttpResponse(null, { status: answer })
      return new HttpResponse(answer, { headers: { 'Content-Type': 'text/event-stream' } })
    }),
  )
  const seats: unknown[] = []
  const states: StreamState[] = []
  const stop = followSeats(7, {
    onSeats: (data) => seats.push(data),
    onState: (state) => states.push(state),
  })
  onTestFinished(stop)
  return { seats, states, lastIds }
}

test('hands on what comes, goes on behind it after a break, and ends when the server says so', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0)
  const { seats, states, lastIds } = givenStream(
    event(4, '{"version":4,"seats":[]}') + event(4, '{"version":4,"seats":[]}', 'heartbeat'),
    event(5, 'not json') + event(6, '{"version":6,"seats":[]}', 'closed'),
  )
  await vi.waitFor(() => expect(states.at(-1)).toBe('closed'), 3_000)
  expect(states).toEqual(['connecting', 'live', 'broken', 'live', 'closed'])
  expect(seats).toEqual([{ version: 4, seats: [] }, 'not json'])
  expect(lastIds).toEqual([null, '4'])
})

test.each([404, 409])('%i means that there is nothing to follow', async (status) => {
  const { states, lastIds } = givenStream(status)
  await vi.waitFor(() => expect(states.at(-1)).toBe('closed'))
  expect(lastIds).toHaveLength(1)
})

test.each([429, 503])('%i breaks the stream', async (status) => {
  const { states } = givenStream(status)
  await vi.waitFor(() => expect(states.at(-1)).toBe('broken'))
})

test('waits longer each time, up to a limit, and not at the same moment as all others', () => {
  expect([0, 1, 2, 10].map((attempt) => reconnectDelay(attempt, 1))).toEqual([
    500, 1000, 2000, 15_000,
  ])
  expect(reconnectDelay(2, 0)).toBe(1000)
})
