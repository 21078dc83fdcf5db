import { afterEach, expect, test, vi } from 'vitest'
import * as dates from '@/lib/format/dates'

function givenReader(language: string, zone?: { minutesEast: number }) {
  vi.spyOn(navigator, 'language', 'get').mockReturnValue(language)
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue([language])
  if (zone) {
    vi.spyOn(Date.prototype, 'getTimezoneOffset').mockReturnValue(-zone.minutesEast)
  }
}

/** Intl writes narrow and no-break spaces, which differ between versions of its data. */
const plain = (text: string) => text.replaceAll(/\s/g, ' ')

afterEach(() => vi.restoreAllMocks())

const evening = '2026-11-22T19:40:00-05:00'

test.each([
  ['en-US', '7:40 PM', 'Sunday, November 22', 'Sun, Nov 22', 'November 22, 2026'],
  ['en-GB', '19:40', 'Sunday 22 November', 'Sun 22 Nov', '22 November 2026'],
  ['de-DE', '19:40', 'Sonntag, 22. November', 'So., 22. Nov.', '22. November 2026'],
  ['fr-CA', '19 h 40', 'dimanche 22 novembre', 'dim. 22 nov.', '22 novembre 2026'],
  ['ja-JP', '19:40', '11月22日日曜日', '11月22日(日)', '2026年11月22日'],
])('writes the cinema’s clock and day the way a reader in %s does', (language, ...expected) => {
  givenReader(language)
  const day = dates.dayOf(evening)
  const written = [
    dates.timeOf(evening),
    dates.formatLongDay(day),
    dates.formatDay(day),
    dates.formatDate(day),
  ]
  expect(written.map(plain)).toEqual(expected)
})

test('shows the cinema’s wall clock, whatever the zone of the reader', () => {
  givenReader('en-GB', { minutesEast: 345 })
  expect(dates.timeOf(evening)).toBe('19:40')
  expect(dates.dayOf('2026-11-22T23:50:00+11:00')).toBe('2026-11-22')
  expect(dates.formatDayAndTime('2026-11-23T00:10:00+11:00')).toBe('Monday 23 November, 00:10')
})

test('reads fractions and Z as the API writes them', () => {
  givenReader('en-GB')
  expect(dates.timeOf('2026-11-22T19:40:00.1234567Z')).toBe('19:40')
  expect(() => dates.timeOf('2026-11-22T19:40:00')).toThrow(RangeError)
})

test('sets the half of the day apart from the time', () => {
  givenReader('en-US')
  const small = dates.timeParts(evening).filter((part) => part.small)
  expect(small.map(({ text }) => plain(text))).toEqual([' ', 'PM'])
})

test('names the cinema’s zone to readers whose clock shows another time, and to no others', () => {
  givenReader('en-US', { minutesEast: -300 })
  expect(dates.zoneOf(evening, 'America/New_York')).toBeUndefined()
  expect(dates.zoneOf('2026-11-22T19:40:00-08:00', 'America/Los_Angeles')).toBe('PST')
  expect(dates.zoneOf('2026-07-22T19:40:00-07:00', 'America/Los_Angeles')).toBe('PDT')
  expect(dates.zoneOf('2026-11-22T19:40:00+11:00', 'Australia/Sydney')).toBe('GMT+11')
})

test('names the zone in the reader’s words, and by its offset when the browser knows no name', () => {
  givenReader('de-DE', { minutesEast: 0 })
  expect(dates.zoneOf('2026-11-22T19:40:00+01:00', 'Europe/Berlin')).toBe('MEZ')
  expect(dates.zoneOf('2026-11-22T19:40:00+05:30', 'Mars/Olympus')).toBe('UTC+05:30')
})

test('a language that Intl does not know leaves its own', () => {
  givenReader('en-US@posix')
  expect(dates.formatDate('2026-12-31')).toContain('2026')
})

test('writes days without shifting them', () => {
  givenReader('en-GB')
  expect(dates.formatDay('2028-02-29')).toBe('Tue 29 Feb')
  expect(dates.formatDate('2026-12-31')).toBe('31 December 2026')
  expect(dates.formatLongDay('2026-03-29')).toBe('Sunday 29 March')
})

test('today is the cinema’s day, in plain digits for every reader', () => {
  givenReader('ar-EG')
  const instant = Date.parse('2026-11-22T23:30:00Z')
  expect(dates.dayInZone('America/New_York', instant)).toBe('2026-11-22')
  expect(dates.dayInZone('Australia/Sydney', instant)).toBe('2026-11-23')
})

test('calls near days today and tomorrow, also over the end of a month', () => {
  givenReader('en-GB')
  expect(dates.relativeDay('2026-11-30', '2026-11-30')).toBe('Today')
  expect(dates.relativeDay('2026-12-01', '2026-11-30')).toBe('Tomorrow')
  expect(dates.relativeDay('2026-12-02', '2026-11-30')).toBe('Wed 2 Dec')
  givenReader('de-DE')
  expect(dates.relativeDay('2026-12-01', '2026-11-30')).toBe('Morgen')
})

test('writes durations in hours and minutes', () => {
  givenReader('en-US')
  expect([45, 60, 96].map(dates.formatDuration)).toEqual(['45 min', '1 hr', '1 hr 36 min'])
  givenReader('fr-FR')
  expect(plain(dates.formatDuration(96))).toBe('1 h 36 min')
})
