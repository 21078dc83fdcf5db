import type { Showtime } from '@/api'
import { dayOf } from '@/lib/format/dates'
import { nearlyFull } from '@/features/movies/showtimes/showtimes'

export type Availability = 'free' | 'last' | 'sold-out'

export function availabilityOf({ seatsAvailable }: Showtime): Availability {
  if (seatsAvailable === 0) return 'sold-out'
  return seatsAvailable <= nearlyFull ? 'last' : 'free'
}

/** What has not begun, of the first day that has such a show. */
export function nextShows(showtimes: readonly Showtime[], now: number): Showtime[] {
  const upcoming = showtimes
    .filter(({ startsAt }) => Date.parse(startsAt) > now)
    .sort((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt))
  const day = upcoming[0] && dayOf(upcoming[0].startsAt)
  return upcoming.filter(({ startsAt }) => dayOf(startsAt) === day)
}

/** Where a list goes on: the top of its first row that is not seen whole, or 0 after the last. */
export function nextTop(rows: readonly { top: number; bottom: number }[], seenTo: number): number {
  // Half a pixel is what browsers round away.
  return rows.find(({ bottom }) => bottom > seenTo + 0.5)?.top ?? 0
}
