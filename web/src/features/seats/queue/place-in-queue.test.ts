import { http, HttpResponse } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import { joinAgain, placeInQueue } from '@/features/seats/queue/place-in-queue'
import { forgetQueueTicket, isNotMyTurn, queueTicket } from '@/features/seats/queue/queue-tickets'
import { Problem } from '@/lib/api/problem'
import { api, server } from '@/test/server'

const room = 3
const refusal = (status: number, code: string) => HttpResponse.json({ code, status }, { status })

/** A queue that gives the tickets first, second, and so on, and answers those that it knows. */
function givenQueue(refuses: Record<string, () => Response> = {}) {
  const given: string[] = []
  const place = (ticket: string) => HttpResponse.json({ ticket, roomId: room, admitted: false })
  server.use(
    http.post(api('/showtimes/7/queue'), ({ request }) => {
      const shown = request.headers.get('Queue-Ticket')
      if (shown !== null && given.includes(shown) && !refuses[shown]) return place(shown)
      given.push(['first', 'second', 'third'][given.length]!)
      return place(given.at(-1)!)
    }),
    http.get(api('/showtimes/7/queue'), ({ request }) => {
      const shown = request.headers.get('Queue-Ticket') ?? ''
      return refuses[shown]?.() ?? place(shown)
    }),
  )
  return given
}

beforeEach(() => forgetQueueTicket(room))

test('looking joins once, and the place is the same from then on', async () => {
  const given = givenQueue()
  await placeInQueue(7, room)
  expect(await placeInQueue(7, room)).toMatchObject({ ticket: 'first' })
  expect(await joinAgain(7, room)).toMatchObject({ ticket: 'first' })
  expect(given).toEqual(['first'])
})

test('after a turn one joins again by asking for it alone', async () => {
  const given = givenQueue({ first: () => refusal(409, 'queue_ticket_over') })
  await placeInQueue(7, room)
  expect(await placeInQueue(7, room)).toBe('over')
  expect(await joinAgain(7, room)).toMatchObject({ ticket: 'second' })
  expect(await placeInQueue(7, room)).toMatchObject({ ticket: 'second' })
  expect(given).toEqual(['first', 'second'])
})

test('a ticket that the server does not know is replaced, and a room that was closed is told', async () => {
  givenQueue({
    first: () => refusal(400, 'invalid_queue_ticket'),
    second: () => refusal(404, 'no_waiting_room'),
  })
  await placeInQueue(7, room)
  expect(await placeInQueue(7, room)).toMatchObject({ ticket: 'second' })
  expect(await placeInQueue(7, room)).toBe('closed')
})

test('trouble keeps the ticket; that it let in somebody else does not', async () => {
  givenQueue({ first: () => refusal(500, 'internal_error') })
  await placeInQueue(7, room)
  await expect(placeInQueue(7, room)).rejects.toBeInstanceOf(Problem)
  expect(isNotMyTurn(new Problem(403, { code: 'waiting_room' }), room)).toBe(true)
  expect(queueTicket(room)).toBe('first')
  expect(isNotMyTurn(new Problem(403, { code: 'queue_ticket_taken' }), room)).toBe(true)
  expect(queueTicket(room)).toBeUndefined()
})
