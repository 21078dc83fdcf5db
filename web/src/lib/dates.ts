/**
 * Times of the API carry the cinema's offset. They are read as that wall clock and shown as it: the
 * browser's own time zone never takes part.
 */
const isoTime = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

function wallClock(at: string): { day: string; time: string; offset: string } {
  const match = isoTime.exec(at)
  if (!match) throw new RangeError(`Not a time with an offset: ${at}`)
  const [, day = '', time = '', offset = ''] = match
  return { day, time, offset }
}

const formatter = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' })

const shortDay = formatter({ weekday: 'short', day: 'numeric', month: 'short' })
const longDay = formatter({ weekday: 'long', day: 'numeric', month: 'long' })
const plainDate = formatter({ day: 'numeric', month: 'long', year: 'numeric' })
const weekday = formatter({ weekday: 'short' })
const dayOfMonth = formatter({ day: 'numeric', month: 'short' })

const noon = (day: string) => new Date(`${day}T12:00:00Z`)

/** The cinema's calendar day, `YYYY-MM-DD`. */
export const dayOf = (at: string): string => wallClock(at).day
/** The cinema's clock, `19:40`. */
export const timeOf = (at: string): string => wallClock(at).time

/** `UTC`, `UTC+1`, `UTC+5:30`: told beside times, because an offset differs between cinemas and seasons. */
export function offsetOf(at: string): string {
  const { offset } = wallClock(at)
  if (offset === 'Z' || offset === '+00:00' || offset === '-00:00') return 'UTC'
  const [hours = '', minutes = ''] = offset.slice(1).split(':')
  return `UTC${offset.startsWith('-') ? '−' : '+'}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`
}

/** `Sun, 22 Nov` of a `YYYY-MM-DD` day. */
export const formatDay = (day: string): string => shortDay.format(noon(day))
/** `Sunday 22 November` of a `YYYY-MM-DD` day. */
export const formatLongDay = (day: string): string => longDay.format(noon(day))
/** `22 November 2026` of a `YYYY-MM-DD` day. */
export const formatDate = (day: string): string => plainDate.format(noon(day))
export const formatWeekday = (day: string): string => weekday.format(noon(day))
export const formatDayOfMonth = (day: string): string => dayOfMonth.format(noon(day))

/** `Sunday 22 November, 19:40` as the cinema's clock shows it. */
export const formatDayAndTime = (at: string): string => `${formatLongDay(dayOf(at))}, ${timeOf(at)}`

/** `1 h 36 min` */
export function formatDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return `${rest} min`
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
}

/** The calendar day in a time zone at an instant: "today" of a cinema. */
export function dayInZone(timeZone: string, now: number): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(now)
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** `Today`, `Tomorrow`, or the short day, `Sun, 22 Nov`. */
export function relativeDay(day: string, today: string): string {
  const days = Math.round((noon(day).getTime() - noon(today).getTime()) / 86_400_000)
  if (days === 0) return 'Today'
  if (days === 1) return 'Tomorrow'
  return formatDay(day)
}
