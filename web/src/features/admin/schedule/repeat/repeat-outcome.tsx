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

const reasons: Record<string, string> = {
  after_close_date: 'is past its last day then',
  movie_closed: 'is closed',
  show_started: 'would start in the past',
  validation_failed: 'would start in an hour that the clocks skip',
}

/** What a repetition would add, and all that is in its way, each with a way to the day where it is. */
export function RepeatOutcome(props: RepeatOutcomeProps) {
  const { outcome, blocked, period } = props
  const count = outcome.conflicts.length + outcome.refused.length
  const name = (screenId: number) =>
    props.screens.find((screen) => screen.screenId === screenId)?.name ?? 'Screen'
  if (count === 0) {
    return (
      <p className="rounded-lg bg-raised p-3">
        {outcome.showtimes.length === 0 ? 'There is nothing to repeat.' : 'Nothing is in the way.'}
      </p>
    )
  }
  return (
    <div className="grid gap-3 rounded-xl border-2 border-danger bg-surface p-4">
      <h3 className="text-lg text-danger">{count === 1 ? '1 conflict' : `${count} conflicts`}</h3>
      <p>Nothing is saved until this is resolved: on its day, or by leaving that out.</p>
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
            {timeOf(`${show.date}T${show.time.slice(0, 5)}:00Z`)}, {name(show.screenId)}: “
            {show.movieTitle}” {reasons[show.code] ?? 'is refused'}.
          </Entry>
        ))}
      </ul>
      <Button className="justify-self-start" onClick={props.onLeaveOut}>
        Leave out{' '}
        {blocked.length === 1
          ? targetName(blocked[0] ?? '', period)
          : `the ${blocked.length} ${period}s that are blocked`}
      </Button>
    </div>
  )
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
