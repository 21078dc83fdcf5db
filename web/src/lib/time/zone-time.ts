import { addDays } from '@/lib/time/calendar'

/** Between moments and a cinema's wall clock, for pages that write times and not only show them. */
const minute = 60_000

function offsetAt(timeZone: string, moment: number): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(moment)
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value)
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'))
  return Math.round((wall - Math.floor(moment / minute) * minute) / minute)
}

function offsetText(minutes: number): string {
  const pad = (part: number) => String(part).padStart(2, '0')
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`
}

/** A moment as the API writes it: the cinema's wall clock and its offset, to the minute. */
export function isoInZone(moment: number, timeZone: string): string {
  const offset = offsetAt(timeZone, moment)
  return `${new Date(moment + offset * minute).toISOString().slice(0, 16)}:00${offsetText(offset)}`
}

/**
 * The moments at which a cinema's clock shows a time: one; none where the clocks skip it in spring; two where
 * they pass it twice in autumn, in order.
 */
export function momentsOf(day: string, time: string, timeZone: string): string[] {
  const wall = Date.parse(`${day}T${time}:00Z`)
  if (Number.isNaN(wall)) return []
  const around = [addDays(day, -1), addDays(day, 1)].map((near) =>
    offsetAt(timeZone, Date.parse(`${near}T12:00:00Z`)),
  )
  return [...new Set(around)]
    .map((offset) => wall - offset * minute)
    .filter((moment) => moment + offsetAt(timeZone, moment) * minute === wall)
    .sort((one, other) => one - other)
    .map((moment) => isoInZone(moment, timeZone))
}

/** `19:40`, as a time input holds it. */
export const clockValue = (at: string): string => at.slice(11, 16)
