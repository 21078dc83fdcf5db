import { expect, test } from 'vitest'
import { byCinema, byMovie, daysOf, matching } from '@/features/movies/showtimes/showtimes'
import { givenShowtime } from '@/test/given'

const sydney = { ...givenShowtime().cinema, cinemaId: 2, name: 'The Pearl' }
const late = givenShowtime({ showtimeId: 1, startsAt: '2026-11-22T23:40:00-05:00' })
const early = givenShowtime({ showtimeId: 2, startsAt: '2026-11-22T11:00:00-05:00' })
const abroad = givenShowtime({
  showtimeId: 3,
  startsAt: '2026-11-23T09:00:00+11:00',
  cinema: sydney,
  screen: { screenId: 9, name: 'Screen 1', format: 'IMAX' },
})
const all = [late, early, abroad]

test('a show belongs to the calendar day of its cinema', () => {
  expect(daysOf(all)).toEqual(['2026-11-22', '2026-11-23'])
})

test('a day lists each cinema with its shows in order', () => {
  const [meridian, ...others] = byCinema(all, '2026-11-22')
  expect(meridian?.showtimes.map(({ showtimeId }) => showtimeId)).toEqual([2, 1])
  expect(others).toEqual([])
})

test('cinema and format narrow the list', () => {
  expect(matching(all, { cinema: 2 })).toEqual([abroad])
  expect(matching(all, { format: '2D' })).toEqual([late, early])
  expect(matching(all, { cinema: 2, format: '2D' })).toEqual([])
})

test('a programme goes movie by movie, the one that starts next first', () => {
  const other = givenShowtime({ showtimeId: 4, movieId: 99, startsAt: '2026-11-22T20:00:00-05:00' })
  expect(
    byMovie([late, other, early]).map(([movieId, shows]) => [
      movieId,
      ...shows.map(({ showtimeId }) => showtimeId),
    ]),
  ).toEqual([
    [early.movieId, 2, 1],
    [99, 4],
  ])
})
