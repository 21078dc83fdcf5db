import { t } from '@lingui/core/macro'
import * as z from 'zod/mini'
import { momentsOf } from '@/lib/time/zone-time'

/** A showtime as a form holds it: ids as text, the cinema's day and clock. */
export const showtimeFields = z.object({
  movieId: z.string().check(z.minLength(1, t`Choose a movie.`)),
  screenId: z.string().check(z.minLength(1, t`Choose a screen.`)),
  day: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, t`Choose a day.`)),
  time: z.string().check(z.regex(/^\d{2}:\d{2}$/, t`Choose a time.`)),
  /** Which of two moments, in the hour that autumn has twice. */
  second: z.boolean(),
})

export type ShowtimeFields = z.infer<typeof showtimeFields>

/** The moment that the fields mean, or nothing where the clocks skip that time. */
export function startOf(
  { day, time, second }: Pick<ShowtimeFields, 'day' | 'time' | 'second'>,
  timeZone: string,
): { startsAt: string | undefined; twice: boolean } {
  const moments = momentsOf(day, time, timeZone)
  return { startsAt: moments[second ? 1 : 0] ?? moments[0], twice: moments.length > 1 }
}
