import { expect, test } from 'vitest'
import type { ScheduleConflict } from '@/api'
import { blockedTargets, targetsOf } from '@/features/admin/schedule/repeat/repeat-targets'

const conflict = (startsAt: string): ScheduleConflict => ({
  screenId: 1,
  startsAt,
  kind: 'overlap',
  movieTitle: 'Night Train',
  conflictStartsAt: startsAt,
  conflictEndsAt: startsAt,
  freeScreens: [],
})

test('a day goes onto the days after it, a week onto the weeks after it', () => {
  expect(targetsOf('2026-12-30', 'day').slice(0, 3)).toEqual([
    '2026-12-31',
    '2027-01-01',
    '2027-01-02',
  ])
  expect(targetsOf('2026-12-30', 'week').slice(0, 2)).toEqual(['2027-01-06', '2027-01-13'])
})

test('the days in whose way something is are found, by conflict and by refusal', () => {
  const outcome = {
    conflicts: [conflict('2026-12-02T19:30:00-05:00')],
    refused: [
      { screenId: 1, movieTitle: 'X', date: '2026-12-04', time: '19:30:00', code: 'movie_closed' },
    ],
  }
  const chosen = ['2026-12-02', '2026-12-03', '2026-12-04']
  expect(blockedTargets(outcome, chosen, 'day')).toEqual(['2026-12-02', '2026-12-04'])
})

test('a week is blocked by anything on its seven days', () => {
  const outcome = { conflicts: [conflict('2026-12-13T19:30:00-05:00')], refused: [] }
  expect(blockedTargets(outcome, ['2026-12-07', '2026-12-14'], 'week')).toEqual(['2026-12-07'])
})
