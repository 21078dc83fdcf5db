import { expect, test } from 'vitest'
import {
  readSeatEvent,
  remember,
  withLive,
  type LiveSeats,
} from '@/features/seats/live/seat-events'
import { allSeats } from '@/features/seats/map/seat-places'
import { givenSeatMap } from '@/test/given'

const [E5, E6] = [505, 506] as const
const none: ReadonlySet<number> = new Set()

type Said = Parameters<typeof remember>[1]['seats'][number]['status']

function live(...said: [version: number, seatId: number, status: Said][]): LiveSeats {
  return said.reduce<LiveSeats>(
    (known, [version, seatId, status]) => remember(known, { version, seats: [{ seatId, status }] }),
    new Map(),
  )
}

const statusOf = ({ rows }: ReturnType<typeof givenSeatMap>, seatId: number) =>
  allSeats(rows).find((seat) => seat.seatId === seatId)?.status

test.each([
  'hello',
  null,
  42,
  {},
  { version: 1 },
  { version: 'new', seats: [] },
  { version: 1.5, seats: [] },
  { version: 1, seats: [null] },
  { version: 1, seats: [{ seatId: 'E5', status: 'sold' }] },
  { version: 1, seats: [{ seatId: E5, status: 'selected' }] },
  { version: 1, seats: [{ seatId: E5, status: 'exploded' }] },
])('%j is no event', (data) => {
  expect(readSeatEvent(data)).toBeUndefined()
})

test('an event is read as it came', () => {
  const event = { version: 3, seats: [{ seatId: E5, status: 'sold' }] }
  expect(readSeatEvent(event)).toEqual(event)
})

test('strangers’ changes are put into the map, and nothing else of it changes', () => {
  const map = givenSeatMap({ E6: { status: 'locked' } })
  const { map: after, stale } = withLive(map, live([2, E5, 'locked'], [3, E6, 'available']), none)
  expect([statusOf(after, E5), statusOf(after, E6)]).toEqual(['locked', 'available'])
  expect(after.rows.map((row, index) => row === map.rows[index])).toEqual(
    [...'ABCDEFGH'].map((label) => label !== 'E'),
  )
  expect(stale).toEqual([])
})

test('what is not newer than the map says nothing', () => {
  const map = givenSeatMap({ E5: { status: 'sold' } }, { version: 7 })
  expect(withLive(map, live([7, E5, 'available']), none).map).toBe(map)
})

test('a map that was read before a change, and comes after it, does not undo it', () => {
  const known = live([8, E5, 'locked'])
  const lateMap = givenSeatMap({}, { version: 7 })
  expect(statusOf(withLive(lateMap, known, none).map, E5)).toBe('locked')
})

test('events out of order leave the newest word', () => {
  const known = live([9, E5, 'sold'], [8, E5, 'available'])
  expect(known.get(E5)).toEqual({ version: 9, status: 'sold' })
})

test('own seats are held by somebody to strangers, and stay one’s own', () => {
  const map = givenSeatMap({ E5: { status: 'selected' } })
  const { map: after, stale } = withLive(map, live([2, E5, 'locked']), none)
  expect(statusOf(after, E5)).toBe('selected')
  expect(stale).toEqual([])
})

test.each(['available', 'sold', 'unavailable'] as const)(
  'an own seat that is said to be %s is stale, and stays until the map is read',
  (status) => {
    const map = givenSeatMap({ E5: { status: 'selected' } })
    const { map: after, stale } = withLive(map, live([2, E5, status]), none)
    expect(statusOf(after, E5)).toBe('selected')
    expect(stale).toEqual([E5])
  },
)

test('of a seat that one is changing oneself the stream is not believed', () => {
  const map = givenSeatMap()
  const { map: after, stale } = withLive(map, live([2, E5, 'locked']), new Set([E5]))
  expect(statusOf(after, E5)).toBe('available')
  expect(stale).toEqual([])
})

test('a seat that the map does not have is stale', () => {
  expect(withLive(givenSeatMap(), live([2, 9_999, 'sold']), none).stale).toEqual([9_999])
})
