import { t } from '@lingui/core/macro'
import type { ScheduleConflict, ShowtimeScreen } from '@/api'
import { dayOf, formatDay, timeOf } from '@/lib/format/dates'
import { Problem } from '@/lib/api/problem'

/** What a refusal says is in the way; nothing when it was refused for another reason. */
export function conflictsOf(error: unknown): ScheduleConflict[] {
  if (!(error instanceof Problem) || error.code !== 'schedule_conflict') return []
  const { conflicts } = error.body
  return Array.isArray(conflicts) ? (conflicts as ScheduleConflict[]) : []
}

/** The time alone where the day is known, else the day before it. */
export function timeNear(at: string, day: string): string {
  return dayOf(at) === day ? timeOf(at) : `${formatDay(dayOf(at))}, ${timeOf(at)}`
}

/** Which movie is in the way, and how. */
export function describeConflict(conflict: ScheduleConflict): string {
  const day = dayOf(conflict.startsAt)
  const from = timeNear(conflict.conflictStartsAt, day)
  const to = timeNear(conflict.conflictEndsAt, day)
  return conflict.kind === 'overlap'
    ? t`“${conflict.movieTitle}” is on this screen then, from ${from} to ${to}.`
    : t`“${conflict.movieTitle}” is too close, from ${from} to ${to}: 15 minutes must lie between two shows.`
}

export type ConflictChoices = { startsAt: string | null; screens: ShowtimeScreen[] }

/**
 * The ways on: another time, another screen, or not at all. Where several shows are in the way, the time must
 * suit all and so must a screen. Sold seats bind a show to its screen.
 */
export function conflictChoices(
  conflicts: readonly ScheduleConflict[],
  boundToScreen = false,
): ConflictChoices {
  const [first, ...rest] = conflicts
  if (!first) return { startsAt: null, screens: [] }
  const starts = conflicts.map((conflict) => conflict.nextFreeStartsAt ?? null)
  const startsAt = starts.some((start) => start === null)
    ? null
    : starts.reduce((latest, start) => (moment(start) > moment(latest) ? start : latest))
  const free = (screen: ShowtimeScreen) =>
    rest.every(({ freeScreens }) =>
      freeScreens.some(({ screenId }) => screenId === screen.screenId),
    )
  return { startsAt, screens: boundToScreen ? [] : first.freeScreens.filter(free) }
}

const moment = (at: string | null) => (at === null ? -Infinity : Date.parse(at))

export type Bookings = { bookings: number; tickets: number; refundDue: number }

/** The preview of what deleting a showtime cancels; nothing when the refusal was another. */
export function bookingsOf(error: unknown): Bookings | undefined {
  if (!(error instanceof Problem) || error.code !== 'showtime_has_bookings') return undefined
  const { bookings, tickets, refundDue } = error.body
  return {
    bookings: Number(bookings ?? 0),
    tickets: Number(tickets ?? 0),
    refundDue: Number(refundDue ?? 0),
  }
}
