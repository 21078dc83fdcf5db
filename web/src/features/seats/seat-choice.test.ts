import { QueryClient } from '@tanstack/react-query'
import { delay, http, HttpResponse } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import type { SeatMap } from '@/api'
import { getSeatMapQueryKey } from '@/api/@tanstack/react-query.gen'
import { readChoice, writeChoice } from '@/features/seats/local-choice'
import { SeatChoice } from '@/features/seats/seat-choice'
import { allSeats } from '@/features/seats/seat-places'
import { noticeStore } from '@/lib/notices'
import { givenSeatMap } from '@/test/given'
import { api, server } from '@/test/server'

const E5 = 505
const E6 = 506
const soon = () => new Date(Date.now() + 900_000).toISOString()

function givenChoice(map: SeatMap) {
  const queryClient = new QueryClient()
  const key = getSeatMapQueryKey({ path: { showtimeId: 7 } })
  queryClient.setQueryData(key, map)
  const choice = new SeatChoice(queryClient, 7)
  const statusOf = (seatId: number) => {
    const current = queryClient.getQueryData<SeatMap>(key)
    return allSeats(current?.rows ?? []).find((seat) => seat.seatId === seatId)?.status
  }
  return { choice, statusOf }
}

const lost = (choice: SeatChoice) => choice.get().losses.map(({ seat, why }) => [seat.label, why])

beforeEach(() => writeChoice(7, []))

test('a held seat is what the server says it is', async () => {
  server.use(
    http.post(api('/showtimes/7/seats/505/lock'), async () => {
      await delay(5)
      return HttpResponse.json({
        showtimeId: 7,
        seatId: E5,
        price: 9.5,
        expiresAt: soon(),
        wouldLeaveLoneSeat: false,
      })
    }),
  )
  const { choice, statusOf } = givenChoice(givenSeatMap())
  choice.queue.request(E5, 'hold')
  expect(choice.get().intents.get(E5)).toBe('hold')
  expect(statusOf(E5)).toBe('available')
  await choice.queue.idle()
  expect(statusOf(E5)).toBe('selected')
  expect(choice.get().intents.size).toBe(0)
  expect(await choice.heldAfterQueue()).toEqual([E5])
})

test('a seat that somebody else was faster to is undone and reported', async () => {
  server.use(
    http.post(api('/showtimes/7/seats/505/lock'), () =>
      HttpResponse.json(
        { code: 'seats_taken', seats: [{ seatId: E5, seatLabel: 'E5', reason: 'locked' }] },
        { status: 409 },
      ),
    ),
  )
  const { choice, statusOf } = givenChoice(givenSeatMap())
  choice.queue.request(E5, 'hold')
  await choice.queue.idle()
  expect(lost(choice)).toEqual([['E5', 'taken']])
  expect(statusOf(E5)).toBe('available')
})

test('any other refusal is told in words', async () => {
  server.use(
    http.post(api('/showtimes/7/seats/505/lock'), () =>
      HttpResponse.json({ code: 'show_started', title: 'x' }, { status: 409 }),
    ),
  )
  const { choice } = givenChoice(givenSeatMap())
  choice.queue.request(E5, 'hold')
  await choice.queue.idle()
  expect(noticeStore.get().at(-1)?.text).toContain('This show has started')
})

test('after sign-in the seats chosen before are held one by one, and lost ones are named', async () => {
  const locked: string[] = []
  server.use(
    http.post(api('/showtimes/7/seats/:seatId/lock'), ({ params }) => {
      locked.push(String(params['seatId']))
      return HttpResponse.json({
        showtimeId: 7,
        seatId: Number(params['seatId']),
        price: 8,
        expiresAt: soon(),
        wouldLeaveLoneSeat: false,
      })
    }),
  )
  writeChoice(7, [E5, E6])
  const map = givenSeatMap({ E6: { status: 'sold' } })
  const { choice, statusOf } = givenChoice(map)
  choice.observe(map, true)
  await choice.queue.idle()
  expect(locked).toEqual([String(E5)])
  expect(statusOf(E5)).toBe('selected')
  expect(lost(choice)).toEqual([['E6', 'taken']])
  expect(readChoice(7)).toEqual([])
})

test('without an account a seat taken by others leaves the choice, and the rest stays', () => {
  writeChoice(7, [E5, E6])
  const map = givenSeatMap({ E6: { status: 'locked' } })
  const { choice } = givenChoice(map)
  choice.observe(map, false)
  expect(choice.get().local).toEqual([E5])
  expect(lost(choice)).toEqual([['E6', 'taken']])
})

test('tells holds that ran out from holds that were freed in another tab', () => {
  const mine = { E5: { status: 'selected' as const } }
  const { choice } = givenChoice(givenSeatMap())
  choice.observe(givenSeatMap(mine, { holdExpiresAt: soon() }), true)
  choice.observe(givenSeatMap(), true)
  expect(lost(choice)).toEqual([['E5', 'released']])

  const past = new Date(Date.now() - 100).toISOString()
  choice.observe(givenSeatMap(mine, { holdExpiresAt: past }), true)
  choice.observe(givenSeatMap(), true)
  expect(lost(choice)).toEqual([['E5', 'expired']])
})

test('a hold that became one’s own booking in another tab is no loss', () => {
  const { choice } = givenChoice(givenSeatMap())
  choice.observe(givenSeatMap({ E5: { status: 'selected' } }, { holdExpiresAt: soon() }), true)
  choice.observe(givenSeatMap({ E5: { status: 'sold' } }), true)
  expect(lost(choice)).toEqual([])
})

test('giving a seat back is no loss, even when the map shows it first', async () => {
  server.use(
    http.post(api('/showtimes/7/seats/505/unlock'), async () => {
      await delay(20)
      return new HttpResponse(null, { status: 204 })
    }),
  )
  const held = givenSeatMap({ E5: { status: 'selected' } }, { holdExpiresAt: soon() })
  const { choice, statusOf } = givenChoice(held)
  choice.observe(held, true)
  choice.queue.request(E5, 'free')
  await delay(5)
  choice.observe(givenSeatMap(), true)
  await choice.queue.idle()
  expect(lost(choice)).toEqual([])
  expect(statusOf(E5)).toBe('available')
})
