import { expect, test } from 'vitest'
import type { DaySchedule, ScheduleSlot } from '@/api'
import {
  carriedOver,
  dayWindow,
  draggedTo,
  hoursOf,
  placeOf,
} from '@/features/admin/schedule/lanes/geometry'

const slot = (startsAt: string, endsAt: string, freeFrom: string): ScheduleSlot => ({
  showtimeId: 1,
  movieId: 1,
  movieTitle: 'The Long Tide',
  startsAt,
  endsAt,
  freeFrom,
  ticketsSold: 0,
})

const day = (part: Partial<DaySchedule>, ...slots: ScheduleSlot[]): DaySchedule => ({
  cinema: { cinemaId: 1, name: 'M', address: '', city: '', timeZone: 'America/New_York' },
  date: '2026-12-01',
  dayStartsAt: '2026-12-01T00:00:00-05:00',
  dayEndsAt: '2026-12-02T00:00:00-05:00',
  screens: [{ screenId: 1, name: 'Screen 1', format: '2D', slots }],
  ...part,
})

const at = (text: string) => Date.parse(text)

test('an empty day runs from eight in the morning to midnight', () => {
  const window = dayWindow(day({}))
  expect(window).toEqual({
    from: at('2026-12-01T08:00:00-05:00'),
    to: at('2026-12-02T00:00:00-05:00'),
  })
  expect(hoursOf(window)).toHaveLength(16)
})

test('a matinee opens the line at its hour, a late show keeps it open until the screen is free', () => {
  const early = slot(
    '2026-12-01T06:40:00-05:00',
    '2026-12-01T08:00:00-05:00',
    '2026-12-01T08:15:00-05:00',
  )
  const late = slot(
    '2026-12-01T23:30:00-05:00',
    '2026-12-02T01:10:00-05:00',
    '2026-12-02T01:25:00-05:00',
  )
  expect(dayWindow(day({}, early, late))).toEqual({
    from: at('2026-12-01T06:00:00-05:00'),
    to: at('2026-12-02T02:00:00-05:00'),
  })
})

test('a show of the night before opens nothing and is told beside the lane', () => {
  const before = slot(
    '2026-11-30T23:30:00-05:00',
    '2026-12-01T01:10:00-05:00',
    '2026-12-01T01:25:00-05:00',
  )
  const window = dayWindow(day({}, before))
  expect(window.from).toBe(at('2026-12-01T08:00:00-05:00'))
  expect(carriedOver([before], window)).toEqual([before])
  expect(placeOf(window, at(before.startsAt), at(before.endsAt))).toBeUndefined()
})

test.each([
  ['spring', '2026-03-08T00:00:00-05:00', '2026-03-09T00:00:00-04:00', 15],
  ['autumn', '2026-11-01T00:00:00-04:00', '2026-11-02T00:00:00-05:00', 17],
])('the day on which the clocks change in %s has its own length', (_, starts, ends, hours) => {
  expect(hoursOf(dayWindow(day({ dayStartsAt: starts, dayEndsAt: ends })))).toHaveLength(hours)
})

test('a span is placed in percent of the line and clipped at its ends', () => {
  const window = { from: at('2026-12-01T08:00:00Z'), to: at('2026-12-01T18:00:00Z') }
  expect(placeOf(window, at('2026-12-01T10:00:00Z'), at('2026-12-01T12:00:00Z'))).toEqual({
    left: 20,
    width: 20,
  })
  expect(placeOf(window, at('2026-12-01T17:00:00Z'), at('2026-12-01T20:00:00Z'))).toEqual({
    left: 90,
    width: 10,
  })
})

test('a dragged show falls on five minutes and stays on the line', () => {
  const window = { from: at('2026-12-01T08:00:00Z'), to: at('2026-12-01T18:00:00Z') }
  const drag = (pixels: number) =>
    new Date(draggedTo('2026-12-01T10:02:00Z', pixels, 600, window)).toISOString()
  expect(drag(31)).toBe('2026-12-01T10:35:00.000Z')
  expect(drag(-5000)).toBe('2026-12-01T08:00:00.000Z')
  expect(drag(5000)).toBe('2026-12-01T17:55:00.000Z')
})
