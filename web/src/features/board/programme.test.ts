import { expect, test } from 'vitest'
import type { Showtime } from '@/api'
import { availabilityOf, nextShows, nextTop } from '@/features/board/programme'

const show = (startsAt: string, seatsAvailable = 96) => ({ startsAt, seatsAvailable }) as Showtime

test('shows what has not begun of the first day that has such a show, in order', () => {
  const late = show('2026-11-29T21:00:00-05:00')
  const soon = show('2026-11-29T19:00:00-05:00')
  const begun = show('2026-11-29T18:00:00-05:00')
  const tomorrow = show('2026-11-30T00:10:00-05:00')
  const all = [tomorrow, late, begun, soon]

  expect(nextShows(all, Date.parse(begun.startsAt))).toEqual([soon, late])
  expect(nextShows(all, Date.parse(late.startsAt))).toEqual([tomorrow])
  expect(nextShows(all, Date.parse(tomorrow.startsAt))).toEqual([])
})

test('tells free, last seats and sold out apart', () => {
  expect([96, 13, 12, 1, 0].map((left) => availabilityOf(show('', left)))).toEqual([
    'free',
    'free',
    'last',
    'last',
    'sold-out',
  ])
})

test('goes on at the first row that was not seen whole, and after the last at the top', () => {
  const rows = [
    { top: 0, bottom: 90 },
    { top: 100, bottom: 190 },
    { top: 200, bottom: 290 },
  ]
  expect(nextTop(rows, 195)).toBe(200)
  expect(nextTop(rows, 150)).toBe(100)
  expect(nextTop(rows, 289.8)).toBe(0)
  expect(nextTop([], 500)).toBe(0)
})
