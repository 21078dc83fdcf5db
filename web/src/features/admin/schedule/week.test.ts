import { expect, test } from 'vitest'
import type { DaySchedule } from '@/api'
import { daysOfWeek, showsOf } from '@/features/admin/schedule/week'

test.each([
  ['2026-11-23', '2026-11-23', '2026-11-29'],
  ['2026-11-29', '2026-11-23', '2026-11-29'],
  ['2027-01-01', '2026-12-28', '2027-01-03'],
  ['2028-02-29', '2028-02-28', '2028-03-05'],
])('the week of %s goes from %s to %s', (date, first, last) => {
  const days = daysOfWeek(date)
  expect(days).toHaveLength(7)
  expect([days[0], days[6]]).toEqual([first, last])
  expect(days).toContain(date)
})

test('a day shows what begins on it, by time over all screens', () => {
  const slot = (showtimeId: number, startsAt: string) => ({ showtimeId, startsAt })
  const schedule = {
    date: '2026-11-28',
    screens: [
      {
        name: 'One',
        slots: [slot(1, '2026-11-27T23:30:00-06:00'), slot(2, '2026-11-28T20:00:00-06:00')],
      },
      { name: 'Two', slots: [slot(3, '2026-11-28T18:00:00-06:00')] },
    ],
  } as unknown as DaySchedule
  expect(showsOf(schedule).map(({ slot, screen }) => [slot.showtimeId, screen])).toEqual([
    [3, 'Two'],
    [2, 'One'],
  ])
})
