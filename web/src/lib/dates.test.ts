import { expect, test } from 'vitest'
import * as dates from '@/lib/dates'

test('shows the cinema’s wall clock, whatever the zone of the browser', () => {
  expect(dates.timeOf('2026-11-22T19:40:00-05:00')).toBe('19:40')
  expect(dates.dayOf('2026-11-22T23:50:00+11:00')).toBe('2026-11-22')
  expect(dates.formatDayAndTime('2026-11-23T00:10:00+11:00')).toBe('Monday 23 November, 00:10')
})

test('reads fractions and Z as the API writes them', () => {
  expect(dates.timeOf('2026-11-22T19:40:00.1234567Z')).toBe('19:40')
  expect(() => dates.timeOf('2026-11-22T19:40:00')).toThrow(RangeError)
})

test('names the offset, since it differs between cinemas and seasons', () => {
  expect(dates.offsetOf('2026-11-22T19:40:00Z')).toBe('UTC')
  expect(dates.offsetOf('2026-11-22T19:40:00-05:00')).toBe('UTC−5')
  expect(dates.offsetOf('2026-11-22T19:40:00+05:30')).toBe('UTC+5:30')
})

test('writes days without shifting them', () => {
  expect(dates.formatDay('2028-02-29')).toBe('Tue 29 Feb')
  expect(dates.formatDate('2026-12-31')).toBe('31 December 2026')
  expect(dates.formatLongDay('2026-03-29')).toBe('Sunday 29 March')
})

test('today is the cinema’s day', () => {
  const instant = Date.parse('2026-11-22T23:30:00Z')
  expect(dates.dayInZone('America/New_York', instant)).toBe('2026-11-22')
  expect(dates.dayInZone('Australia/Sydney', instant)).toBe('2026-11-23')
})

test('calls near days today and tomorrow, also over the end of a month', () => {
  expect(dates.relativeDay('2026-11-30', '2026-11-30')).toBe('Today')
  expect(dates.relativeDay('2026-12-01', '2026-11-30')).toBe('Tomorrow')
  expect(dates.relativeDay('2026-12-02', '2026-11-30')).toBe('Wed 2 Dec')
})

test('writes durations in hours and minutes', () => {
  expect([45, 60, 96].map(dates.formatDuration)).toEqual(['45 min', '1 h', '1 h 36 min'])
})
