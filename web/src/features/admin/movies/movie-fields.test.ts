import { expect, test } from 'vitest'
import {
  differences,
  emptyMovie,
  movieFields,
  requestOf,
} from '@/features/admin/movies/movie-fields'
import { conflictsOfRow, plannedStart } from '@/features/admin/movies/planned-fields'

const movie = {
  ...emptyMovie,
  title: ' The Long Tide ',
  durationMinutes: '112',
  rating: 'PG-13',
  releaseDate: '2026-12-04',
}

test('what is left empty is left to the server', () => {
  expect(requestOf({ ...movie, cast: 'Bo Frame\n\n Cy Lens ' })).toMatchObject({
    title: 'The Long Tide',
    durationMinutes: 112,
    scheduledCloseDate: null,
    genre: null,
    cast: ['Bo Frame', 'Cy Lens'],
  })
})

test.each([
  ['title', { title: '  ' }],
  ['durationMinutes', { durationMinutes: '0' }],
  ['durationMinutes', { durationMinutes: '1e3' }],
  ['rating', { rating: '' }],
  ['releaseDate', { releaseDate: '' }],
  ['scheduledCloseDate', { scheduledCloseDate: '2026-12-03' }],
])('the form refuses a wrong %s beside its field', (field, part) => {
  const outcome = movieFields.safeParse({ ...movie, ...part })
  expect(outcome.error?.issues.map((issue) => issue.path[0])).toEqual([field])
})

test('two versions are compared field by field', () => {
  expect(differences(movie, { ...movie, title: 'The Long Tide', genre: 'Drama' })).toEqual([
    { name: 'genre', label: 'Genre', mine: '', theirs: 'Drama' },
  ])
})

test('a row means the clock of its own cinema, and finds its own conflicts', () => {
  const cinema = { cinemaId: 3, name: '', address: '', city: '', timeZone: 'America/New_York' }
  const row = { cinemaId: '3', screenId: '8', day: '2026-12-05', time: '19:30' }
  const start = plannedStart(row, [cinema])
  expect(start).toEqual({ screenId: 8, startsAt: '2026-12-05T19:30:00-05:00' })
  const conflict = {
    screenId: 8,
    startsAt: '2026-12-06T00:30:00Z',
    kind: 'overlap' as const,
    movieTitle: 'Night Train',
    conflictStartsAt: '2026-12-06T00:00:00Z',
    conflictEndsAt: '2026-12-06T02:00:00Z',
    freeScreens: [],
  }
  expect(conflictsOfRow(start, [conflict, { ...conflict, screenId: 9 }])).toEqual([conflict])
  expect(plannedStart({ ...row, day: '2027-03-14', time: '02:30' }, [cinema])).toBeUndefined()
})
