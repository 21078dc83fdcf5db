import type { ScheduleSlot } from '@/api'
import { timeNear } from '@/features/admin/schedule/conflicts'

/** Everything about a show in one line: what it is called for those who do not see the lanes. */
export function slotName(slot: ScheduleSlot, day: string): string {
  const sold =
    slot.ticketsSold === 0
      ? 'no tickets sold'
      : slot.ticketsSold === 1
        ? '1 ticket sold'
        : `${slot.ticketsSold} tickets sold`
  const [starts, ends, free] = [slot.startsAt, slot.endsAt, slot.freeFrom].map((at) =>
    timeNear(at, day),
  )
  return `${slot.movieTitle}, ${starts} to ${ends}, screen free from ${free}, ${sold}`
}
