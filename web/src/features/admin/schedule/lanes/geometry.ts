import type { DaySchedule, ScheduleSlot } from '@/api'

/** Where shows lie on the day's line. Moments are milliseconds, so that days of 23 and 25 hours are right. */
export type DayWindow = { from: number; to: number }

const hour = 3_600_000
const minute = 60_000
/** Cinemas sleep in the morning: the line begins here unless a show does before. */
const opens = 8 * hour
/** Drops and suggestions fall on these minutes, as programmes do. */
const step = 5 * minute
export const bufferMinutes = 15

const moment = (at: string) => Date.parse(at)
const startsInside = (day: DaySchedule, slot: ScheduleSlot) =>
  moment(slot.startsAt) >= moment(day.dayStartsAt)

/** From 8:00, or the hour of the first show, to midnight, or the hour in which the last screen is free again. */
export function dayWindow(day: DaySchedule): DayWindow {
  const starts = moment(day.dayStartsAt)
  const ends = moment(day.dayEndsAt)
  const own = day.screens
    .flatMap((screen) => screen.slots)
    .filter((slot) => startsInside(day, slot))
  const first = Math.min(starts + opens, ...own.map((slot) => moment(slot.startsAt)))
  const last = Math.max(ends, ...own.map((slot) => moment(slot.freeFrom)))
  return {
    from: starts + Math.floor((first - starts) / hour) * hour,
    to: starts + Math.ceil((last - starts) / hour) * hour,
  }
}

/** Shows that began the day before and are over before the line begins: told beside the lane. */
export function carriedOver(slots: readonly ScheduleSlot[], { from }: DayWindow): ScheduleSlot[] {
  return slots.filter((slot) => moment(slot.freeFrom) <= from)
}

export type Place = { left: number; width: number }

/** Where a span lies, in percent of the line; nothing when it lies outside. */
export function placeOf({ from, to }: DayWindow, starts: number, ends: number): Place | undefined {
  const left = Math.max(starts, from)
  const right = Math.min(ends, to)
  if (right <= left) return undefined
  const percent = (span: number) => (span / (to - from)) * 100
  return { left: percent(left - from), width: percent(right - left) }
}

export function hoursOf({ from, to }: DayWindow): number[] {
  return Array.from({ length: Math.round((to - from) / hour) }, (_, index) => from + index * hour)
}

/** The start of a show that was dragged so many pixels along a line so wide. */
export function draggedTo(
  startsAt: string,
  pixels: number,
  lineWidth: number,
  { from, to }: DayWindow,
): number {
  if (lineWidth <= 0) return moment(startsAt)
  const moved = moment(startsAt) + (pixels / lineWidth) * (to - from)
  return Math.min(Math.max(Math.round(moved / step) * step, from), to - step)
}
