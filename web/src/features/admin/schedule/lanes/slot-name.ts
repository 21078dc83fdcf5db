import { plural, t } from '@lingui/core/macro'
import type { ScheduleSlot } from '@/api'
import { timeNear } from '@/features/admin/schedule/showtime/conflicts'

/**
 * Everything about a show in one line, for those who do not see how long it is drawn. It begins with what is
 * written on the show, so that whoever speaks those words to the computer means it (WCAG 2.5.3).
 */
export function slotName(slot: ScheduleSlot, day: string): string {
  const starts = timeNear(slot.startsAt, day)
  const ends = timeNear(slot.endsAt, day)
  const free = timeNear(slot.freeFrom, day)
  return t`${slot.movieTitle}, ${starts}, ${soldText(slot)}, to ${ends}, screen free from ${free}`
}

export const soldText = ({ ticketsSold }: ScheduleSlot): string =>
  ticketsSold > 0 ? plural(ticketsSold, { one: '# sold', other: '# sold' }) : t`none sold`
