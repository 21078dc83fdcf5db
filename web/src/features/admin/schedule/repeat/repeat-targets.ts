import { t } from '@lingui/core/macro'
import type { RepeatPeriod, RepeatResult } from '@/api'
import { addDays, daysBetween } from '@/lib/time/calendar'
import { dayOf, formatDay, formatDayOfMonth } from '@/lib/format/dates'

/** What a programme can be repeated onto: the next two weeks of days, or the next eight weeks. */
export function targetsOf(from: string, period: RepeatPeriod): string[] {
  const [count, days] = period === 'week' ? [8, 7] : [14, 1]
  return Array.from({ length: count }, (_, index) => addDays(from, (index + 1) * days))
}

export function targetName(target: string, period: RepeatPeriod): string {
  return period === 'day'
    ? formatDay(target)
    : t`${formatDayOfMonth(target)} to ${formatDayOfMonth(addDays(target, 6))}`
}

/** The chosen days, or weeks, on which something is in the way. */
export function blockedTargets(
  outcome: Pick<RepeatResult, 'conflicts' | 'refused'>,
  chosen: readonly string[],
  period: RepeatPeriod,
): string[] {
  const length = period === 'week' ? 7 : 1
  const days = [
    ...outcome.conflicts.map(({ startsAt }) => dayOf(startsAt)),
    ...outcome.refused.map(({ date }) => date),
  ]
  return chosen.filter((target) =>
    days.some((day) => {
      const into = daysBetween(target, day)
      return into >= 0 && into < length
    }),
  )
}
