import { expect, test } from 'vitest'
import { addDays, daysBetween } from '@/lib/time/calendar'
import { isoInZone, momentsOf } from '@/lib/time/zone-time'

const newYork = 'America/New_York'

test('a moment is written as the clock of the cinema shows it', () => {
  const moment = Date.parse('2026-12-01T00:30:00Z')
  expect(isoInZone(moment, newYork)).toBe('2026-11-30T19:30:00-05:00')
  expect(isoInZone(moment, 'Asia/Kolkata')).toBe('2026-12-01T06:00:00+05:30')
  expect(isoInZone(moment, 'Pacific/Auckland')).toBe('2026-12-01T13:30:00+13:00')
})

test('an ordinary time is one moment', () => {
  expect(momentsOf('2026-12-01', '19:30', newYork)).toEqual(['2026-12-01T19:30:00-05:00'])
})

test('a time that the clocks skip is none', () => {
  expect(momentsOf('2026-03-08', '02:30', newYork)).toEqual([])
})

test('a time that comes twice is two, in order', () => {
  expect(momentsOf('2026-11-01', '01:30', newYork)).toEqual([
    '2026-11-01T01:30:00-04:00',
    '2026-11-01T01:30:00-05:00',
  ])
})

test('days are counted on the calendar, over leap days and years', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(daysBetween('2026-12-31', '2027-01-07')).toBe(7)
})
