import { expect, test } from 'vitest'
import type { ScheduleConflict } from '@/api'
import {
  bookingsOf,
  conflictChoices,
  conflictsOf,
  describeConflict,
} from '@/features/admin/schedule/showtime/conflicts'
import { Problem } from '@/lib/api/problem'

const two = { screenId: 2, name: 'Screen 2', format: '2D' as const }
const three = { screenId: 3, name: 'Screen 3', format: 'IMAX' as const }

const conflict = (part: Partial<ScheduleConflict> = {}): ScheduleConflict => ({
  screenId: 1,
  startsAt: '2026-12-01T19:30:00-05:00',
  kind: 'overlap',
  movieTitle: 'Night Train',
  conflictStartsAt: '2026-12-01T18:00:00-05:00',
  conflictEndsAt: '2026-12-01T20:00:00-05:00',
  nextFreeStartsAt: '2026-12-01T20:15:00-05:00',
  freeScreens: [two, three],
  ...part,
})

test('an overlap and a short break are told apart, and name the movie', () => {
  expect(describeConflict(conflict())).toMatch(/“Night Train” is on this screen then, from 6:00/)
  expect(describeConflict(conflict({ kind: 'buffer' }))).toMatch(/too close.*15 minutes/)
})

test('a show of the night before is named with its day', () => {
  expect(describeConflict(conflict({ conflictStartsAt: '2026-11-30T23:30:00-05:00' }))).toMatch(
    /Nov 30/,
  )
})

test('the choices are the nearest free start and the free screens', () => {
  expect(conflictChoices([conflict()])).toEqual({
    startsAt: '2026-12-01T20:15:00-05:00',
    screens: [two, three],
  })
})

test('with two shows in the way the later start suits both, and so must a screen', () => {
  const later = conflict({ nextFreeStartsAt: '2026-12-01T22:40:00-05:00', freeScreens: [three] })
  expect(conflictChoices([conflict(), later])).toEqual({
    startsAt: '2026-12-01T22:40:00-05:00',
    screens: [three],
  })
})

test('where no start is free none is offered', () => {
  expect(conflictChoices([conflict({ nextFreeStartsAt: null })]).startsAt).toBeNull()
})

test('a show with sold seats stays on its screen', () => {
  expect(conflictChoices([conflict()], true).screens).toEqual([])
})

test('conflicts and bookings are read from their own refusals alone', () => {
  const refused = new Problem(409, { code: 'schedule_conflict', conflicts: [conflict()] })
  expect(conflictsOf(refused)).toHaveLength(1)
  expect(conflictsOf(new Problem(409, { code: 'movie_closed' }))).toEqual([])
  const sold = { code: 'showtime_has_bookings', bookings: 3, tickets: 7, refundDue: 96 }
  expect(bookingsOf(new Problem(409, sold))).toEqual({ bookings: 3, tickets: 7, refundDue: 96 })
  expect(bookingsOf(refused)).toBeUndefined()
})
