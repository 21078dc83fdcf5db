import { perReader } from '@/lib/format/reader'

/**
 * Times of the API carry the cinema's offset. They are read as that wall clock and shown as it, written the
 * way the reader writes times: the browser's own zone never moves them. It decides one thing only, whether a
 * time needs the name of its zone beside it.
 */
const isoTime = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

function wallClock(at: string): { day: string; time: string; offset: string } {
  const match = isoTime.exec(at)
  if (!match) throw new RangeError(`Not a time with an offset: ${at}`)
  const [, day = '', time = '', offset = ''] = match
  return { day, time, offset }
}

const formatter = (options: Intl.DateTimeFormatOptions) =>
  perReader(
    JSON.stringify(options),
    (locale) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }),
  )

const clock = formatter({ timeStyle: 'short' })
const shortDay = formatter({ weekday: 'short', day: 'numeric', month: 'short' })
const longDay = formatter({ weekday: 'long', day: 'numeric', month: 'long' })
const plainDate = formatter({ day: 'numeric', month: 'long', year: 'numeric' })
const weekday = formatter({ weekday: 'short' })
const dayOfMonth = formatter({ day: 'numeric', month: 'short' })

const moment = perReader(
  'moment',
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
)

/** A moment of the device's own, in milliseconds, by its own clock: `Nov 28, 2026, 7:40 PM`. */
export const formatMoment = (at: number): string => moment().format(at)

const clockNow = perReader(
  'clock',
  (locale) => new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }),
)

/** A moment of the device's own, in milliseconds, to the second, for what is a few minutes off: `7:40:30 PM`. */
export const formatClock = (at: number): string => clockNow().format(at)

const noon = (day: string) => new Date(`${day}T12:00:00Z`)

/** The cinema's wall clock as if it were UTC, which is how the formatters read it. */
function asUtc(at: string): Date {
  const { day, time } = wallClock(at)
  return new Date(`${day}T${time}:00Z`)
}

/** The cinema's calendar day, `YYYY-MM-DD`. */
export const dayOf = (at: string): string => wallClock(at).day

/** The cinema's clock: `7:40 PM`, `19:40`. */
export const timeOf = (at: string): string => clock().format(asUtc(at))

/** The same in pieces, so that what is not the time itself (`PM`, the blank before it) can be set smaller. */
export function timeParts(at: string): { text: string; small: boolean }[] {
  return clock()
    .formatToParts(asUtc(at))
    .map(({ type, value }) => ({ text: value, small: type === 'dayPeriod' || !value.trim() }))
}

/**
 * The name of the cinema's zone (`EST`, `GMT+11`) for a reader whose own clock shows another time at that
 * moment; nothing for a reader who shares it, as the name would only be in the way.
 */
export function zoneOf(at: string, timeZone: string): string | undefined {
  const moment = new Date(at)
  if (-moment.getTimezoneOffset() === offsetMinutes(at)) return undefined
  try {
    return zoneName(timeZone)()
      .formatToParts(moment)
      .find(({ type }) => type === 'timeZoneName')?.value
  } catch {
    // A zone younger than the browser.
    return `UTC${wallClock(at).offset.replace('Z', '')}`
  }
}

const zoneName = (timeZone: string) =>
  perReader(
    `zone ${timeZone}`,
    (locale) => new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' }),
  )

function offsetMinutes(at: string): number {
  const { offset } = wallClock(at)
  if (offset === 'Z') return 0
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number)
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

/** `Sun, Nov 22` of a `YYYY-MM-DD` day. */
export const formatDay = (day: string): string => shortDay().format(noon(day))
/** `Sunday, November 22` of a `YYYY-MM-DD` day. */
export const formatLongDay = (day: string): string => longDay().format(noon(day))
/** `November 22, 2026` of a `YYYY-MM-DD` day. */
export const formatDate = (day: string): string => plainDate().format(noon(day))
export const formatWeekday = (day: string): string => weekday().format(noon(day))
export const formatDayOfMonth = (day: string): string => dayOfMonth().format(noon(day))

/** `Sunday, November 22, 7:40 PM` as the cinema's clock shows it. */
export const formatDayAndTime = (at: string): string => `${formatLongDay(dayOf(at))}, ${timeOf(at)}`

const unit = (name: 'hour' | 'minute') =>
  perReader(
    `unit ${name}`,
    (locale) => new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }),
  )
const inHours = unit('hour')
const inMinutes = unit('minute')

/** `1 hr 36 min` */
export function formatDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return inMinutes().format(rest)
  return rest === 0
    ? inHours().format(hours)
    : `${inHours().format(hours)} ${inMinutes().format(rest)}`
}

/** The calendar day in a time zone at an instant: "today" of a cinema. */
export function dayInZone(timeZone: string, now: number): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(now)
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

const nearDay = perReader(
  'near day',
  (locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
)

/** `Today`, `Tomorrow`, or the short day, `Sun, Nov 22`. */
export function relativeDay(day: string, today: string): string {
  const days = Math.round((noon(day).getTime() - noon(today).getTime()) / 86_400_000)
  if (days !== 0 && days !== 1) return formatDay(day)
  const [first = '', ...rest] = nearDay().format(days, 'day')
  return first.toLocaleUpperCase() + rest.join('')
}
