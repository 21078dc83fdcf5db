import { t } from '@lingui/core/macro'
import * as z from 'zod/mini'
import type { Cinema, PlannedStart, ScheduleConflict } from '@/api'
import { startOf } from '@/features/admin/schedule/showtime/showtime-fields'

/** A first showtime of a movie that is being added. */
export const plannedFields = z.object({
  cinemaId: z.string().check(z.minLength(1, t`Choose a cinema.`)),
  screenId: z.string().check(z.minLength(1, t`Choose a screen.`)),
  day: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, t`Choose a day.`)),
  time: z.string().check(z.regex(/^\d{2}:\d{2}$/, t`Choose a time.`)),
})

export type PlannedFields = z.infer<typeof plannedFields>

/** The moment that a row means; the first of two in autumn's double hour, none in spring's skipped one. */
export function plannedStart(
  row: PlannedFields,
  cinemas: readonly Cinema[],
): PlannedStart | undefined {
  const zone = cinemas.find(({ cinemaId }) => String(cinemaId) === row.cinemaId)?.timeZone
  const { startsAt } = zone ? startOf({ ...row, second: false }, zone) : {}
  return startsAt ? { screenId: Number(row.screenId), startsAt } : undefined
}

/** The conflicts of one row among those of all. */
export function conflictsOfRow(
  start: PlannedStart | undefined,
  conflicts: readonly ScheduleConflict[],
): ScheduleConflict[] {
  return conflicts.filter(
    ({ screenId, startsAt }) =>
      screenId === start?.screenId && Date.parse(startsAt) === Date.parse(start.startsAt),
  )
}
