import type { ScheduleConflict, ScheduleSlot, ScreenSchedule } from '@/api'

/** What a form is about to schedule or move: a showtime that exists, or one still to be added. */
export type Plan = {
  showtimeId?: number
  movieId?: number
  screenId?: number
  /** With the cinema's offset, as the API writes it. */
  startsAt?: string
  ticketsSold: number
  /** What was in the way when it was dropped there. */
  conflicts?: ScheduleConflict[]
}

export const planOf = (slot: ScheduleSlot, screen: ScreenSchedule): Plan => ({
  showtimeId: slot.showtimeId,
  movieId: slot.movieId,
  screenId: screen.screenId,
  startsAt: slot.startsAt,
  ticketsSold: slot.ticketsSold,
})

/** A show drawn where it would be. */
export type Ghost = {
  screenId: number
  starts: number
  ends: number
  label: string
  refused: boolean
}
