import { QueryClient } from '@tanstack/react-query'
import { http, HttpResponse } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import type { HeldSeats, LockSeatsRequest, SeatMap } from '@/api'
import { getSeatMapQueryKey } from '@/api/@tanstack/react-query.gen'
import { readChoice, writeChoice } from '@/features/seats/choice/local-choice'
import { SeatChoice } from '@/features/seats/choice/seat-choice'
import { allSeats } from '@/features/seats/map/seat-places'
import { noticeStore } from '@/lib/browser/notices'
import { givenSeatMap } from '@/test/given'
import { api, server } from '@/test/server'

const [E4, E5, E6, E7] = [504, 505, 506, 507] as const
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

function deferred() {
  let resolve = () => {}
  const promise = new Promise<void>((settle) => (resolve = settle))
  return { promise, resolve }
}

const lost = (choice: SeatChoice) =>
  choice.get().lostSeats.map(({ seat, why }) => [seat.label, why])

const held = (seatIds: number[], price = 8): HeldSeats => ({
  showtimeId: 7,
  seats: seatIds.map((seatId) => ({ seatId, price })),
  expiresAt: soon(),
  wouldLeaveLoneSeat: false,
})

beforeEach(() => writeChoice(7, []))

test('a held seat is what the server says it is', async () => {
  server.use(http.post(api('/showtimes/7/seats/lock'), () => HttpResponse.json(held([E5], 9.5))))
  const { choice, statusOf } = givenChoice(givenSeatMap())
  choice.queue.request(E5, 'hold')
  expect(choice.get().pending.get(E5)).toBe('hold')
  expect(statusOf(E5)).toBe('available')
  await choice.queue.idle()
  expect(statusOf(E5)).toBe('selected')
  expect(choice.get().pending.size).toBe(0)
})

test('leaving gives everything back in one request, and asks nothing when nothing is held', async () => {
  const bodies: string[] = []
  server.use(
    http.post(api('/showtimes/7/seats/unlock'), async ({ request }) => {
      bodies.push(await request.text())
      return new HttpResponse(null, { status: 204 })
    }),
  )
  const mine = { E5: { status: 'selected' as const }, E6: { status: 'selected' as const } }
  const { choice } = givenChoice(givenSeatMap())
  expect(await choice.release()).toBe(false)
  choice.observe(givenSeatMap(mine, { holdExpiresAt: soon() }), true)
  expect(await choice.release()).toBe(true)
  expect(bodies).toEqual([''])
})

test('a seat that somebody else was faster to is undone and reported', async () => {
  server.use(
    http.post(api('/showtimes/7/seats/lock'), () =>
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
    http.post(api('/showtimes/7/seats/lock'), () =>
      HttpResponse.json({ code: 'show_started', title: 'x' }, { status: 409 }),
    ),
  )
  const { choice } = givenChoice(givenSeatMap())
  choice.queue.request(E5, 'hold')
  await choice.queue.idle()
  expect(noticeStore.get().at(-1)?.text).toContain('This show has started')
})

test('after sign-in the seats chosen before are held together, and lost ones are named', async () => {
  const asked: number[][] = []
  server.use(
    http.post<never, LockSeatsRequest>(api('/showtimes/7/seats/lock'), async ({ request }) => {
      const { seatIds } = await request.json()
      asked.push(seatIds)
      if (!seatIds.includes(E7)) return HttpResponse.json(held(seatIds))
      return HttpResponse.json(
        { code: 'seats_taken', seats: [{ seatId: E7, seatLabel: 'E7', reason: 'locked' }] },
        { status: 409 },
      )
    }),
  )
  writeChoice(7, [E4, E5, E6, E7])
  const map = givenSeatMap({ E6: { status: 'sold' } })
  const { choice, statusOf } = givenChoice(map)
  choice.observe(map, true)
  await choice.queue.idle()
  expect(asked).toEqual([
    [E4, E5, E7],
    [E4, E5],
  ])
  expect([E4, E5, E7].map(statusOf)).toEqual(['selected', 'selected', 'available'])
  expect(lost(choice)).toEqual([
    ['E6', 'taken'],
    ['E7', 'taken'],
  ])
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
  const asked = deferred()
  const answered = deferred()
  server.use(
    http.post(api('/showtimes/7/seats/unlock'), async () => {
      asked.resolve()
      await answered.promise
      return new HttpResponse(null, { status: 204 })
    }),
  )
  const mine = givenSeatMap({ E5: { status: 'selected' } }, { holdExpiresAt: soon() })
  const { choice, statusOf } = givenChoice(mine)
  choice.observe(mine, true)
  choice.queue.request(E5, 'free')
  await asked.promise
  choice.observe(givenSeatMap(), true)
  answered.resolve()
  await choice.queue.idle()
  expect(lost(choice)).toEqual([])
  expect(statusOf(E5)).toBe('available')
})

test('what the stream says of a seat on its way is older than the request, until it is answered', async () => {
  const asked = deferred()
  const answered = deferred()
  server.use(
    http.post(api('/showtimes/7/seats/lock'), async () => {
      asked.resolve()
      await answered.promise
      return HttpResponse.json(held([E5]))
    }),
  )
  const { choice, statusOf } = givenChoice(givenSeatMap())
  choice.queue.request(E5, 'hold')
  await asked.promise
  const toStrangers = [E5, E6].map((seatId) => ({ seatId, status: 'locked' }))
  choice.map.apply({ version: 2, seats: toStrangers })
  expect([E5, E6].map(statusOf)).toEqual(['available', 'locked'])
  answered.resolve()
  await choice.queue.idle()
  expect([E5, E6].map(statusOf)).toEqual(['selected', 'locked'])
})

test('says whether the choice leaves a lone seat, until a seat is given back', async () => {
  server.use(
    http.post(api('/showtimes/7/seats/lock'), () =>
      HttpResponse.json({ ...held([E5]), wouldLeaveLoneSeat: true }),
    ),
    http.post(api('/showtimes/7/seats/unlock'), () => new HttpResponse(null, { status: 204 })),
  )
  const { choice } = givenChoice(givenSeatMap())
  choice.queue.request(E5, 'hold')
  await choice.queue.idle()
  expect(choice.get().leavesLoneSeat).toBe(true)
  choice.queue.request(E5, 'free')
  await choice.queue.idle()
  expect(choice.get().leavesLoneSeat).toBe(false)
})
