import type { Showtime } from '@/api'

/** Why nothing can be booked any more, or null while it can. */
export type ShowOver = 'show_started' | 'showtime_cancelled' | null

export function overReason({ status, startsAt }: Showtime, now: number): ShowOver {
  if (status === 'cancelled') return 'showtime_cancelled'
  return Date.parse(startsAt) <= now ? 'show_started' : null
}
