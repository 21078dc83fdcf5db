import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { RepeatPeriod, RepeatResult, ScreenSchedule } from '@/api'
import { describeConflict } from '@/features/admin/schedule/showtime/conflicts'
import { targetName } from '@/features/admin/schedule/repeat/repeat-targets'
import { Localized } from '@/components/localized'
import { Button } from '@/components/ui/button'
import { dayOf, formatDay, timeOf } from '@/lib/format/dates'

type RepeatOutcomeProps = {
  outcome: RepeatResult
  screens: ScreenSchedule[]
  blocked: string[]
  period: RepeatPeriod
  onDay: (date: string) => void
  onLeaveOut: () => void
}

const refusals: Record<string, (title: string) => string> = {
  after_close_date: (title) => t`“${title}” is past its last day then.`,
  movie_closed: (title) => t`“${title}” is closed.`,
  show_started: (title) => t`“${title}” would start in the past.`,
  validation_failed: (title) => t`“${title}” would start in an hour that the clocks skip.`,
}
const refused = (title: string) => t`“${title}” is refused.`

/** What a repetition would add, and all that is in its way, each with a way to the day where it is. */
export function RepeatOutcome(props: RepeatOutcomeProps) {
  const { outcome, blocked, period } = props
  const count = outcome.conflicts.length + outcome.refused.length
  const name = (screenId: number) =>
    props.screens.find((screen) => screen.screenId === screenId)?.name ?? t`Screen`
  if (count === 0) {
    return (
      <p className="rounded-lg bg-raised p-3">
        {outcome.showtimes.length === 0
          ? t`There is nothing to repeat.`
          : t`Nothing is in the way.`}
      </p>
    )
  }
  return (
    <div className="grid gap-3 rounded-xl border-2 border-danger bg-surface p-4">
      <h3 className="text-lg text-danger">
        {plural(count, { one: '# conflict', other: '# conflicts' })}
      </h3>
      <p>
        <Trans>Nothing is saved until this is resolved: on its day, or by leaving that out.</Trans>
      </p>
      <ul className="grid max-h-80 gap-2 overflow-y-auto">
        {outcome.conflicts.map((conflict) => (
          <Entry
            key={`${conflict.screenId} ${conflict.startsAt} ${conflict.conflictStartsAt}`}
            day={dayOf(conflict.startsAt)}
            onDay={props.onDay}
          >
            {timeOf(conflict.startsAt)}, {name(conflict.screenId)}: {describeConflict(conflict)}
          </Entry>
        ))}
        {outcome.refused.map((show) => (
          <Entry
            key={`${show.screenId} ${show.date} ${show.time}`}
            day={show.date}
            onDay={props.onDay}
          >
            {timeOf(`${show.date}T${show.time.slice(0, 5)}:00Z`)}, {name(show.screenId)}:{' '}
            {(refusals[show.code] ?? refused)(show.movieTitle)}
          </Entry>
        ))}
      </ul>
      <Button className="justify-self-start" onClick={props.onLeaveOut}>
        <Trans>Leave out {inTheWay(blocked, period)}</Trans>
      </Button>
    </div>
  )
}

function inTheWay(blocked: string[], period: RepeatPeriod): string {
  const count = blocked.length
  if (count === 1) return targetName(blocked[0] ?? '', period)
  return period === 'day'
    ? t`the ${count} days that are blocked`
    : t`the ${count} weeks that are blocked`
}

function Entry({
  day,
  onDay,
  children,
}: {
  day: string
  onDay: (date: string) => void
  children: ReactNode
}) {
  return (
    <li>
      <button type="button" className="link font-semibold" onClick={() => onDay(day)}>
        <Localized>{formatDay(day)}</Localized>
      </button>
      , {children}
    </li>
  )
}
