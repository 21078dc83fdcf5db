import type { DaySchedule, ScheduleSlot } from '@/api'
import { addDays } from '@/lib/time/calendar'
import { dayOf } from '@/lib/format/dates'

/** The days of the week of a day, Monday first (ISO 8601). */
export function daysOfWeek(date: string): string[] {
  const weekday = (new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7
  return Array.from({ length: 7 }, (_, index) => addDays(date, index - weekday))
}

/** What begins on a day, by time and then screen; what runs past midnight belongs to the day before. */
export function showsOf(schedule: DaySchedule): { slot: ScheduleSlot; screen: string }[] {
  return schedule.screens
    .flatMap(({ name, slots }) => slots.map((slot) => ({ slot, screen: name })))
    .filter(({ slot }) => dayOf(slot.startsAt) === schedule.date)
    .sort((one, other) => Date.parse(one.slot.startsAt) - Date.parse(other.slot.startsAt))
}
