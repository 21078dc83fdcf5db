import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { ArrowRightLeft, Clock } from 'lucide-react'
import type { ScheduleConflict, ShowtimeScreen } from '@/api'
import {
  conflictChoices,
  describeConflict,
  timeNear,
} from '@/features/admin/schedule/showtime/conflicts'
import { Button } from '@/components/ui/button'
import { dayOf } from '@/lib/format/dates'

type ConflictNoticeProps = {
  conflicts: ScheduleConflict[]
  /** Sold seats bind a show to its screen. */
  bound?: boolean
  busy?: boolean
  onTime: (startsAt: string) => void
  onScreen: (screen: ShowtimeScreen) => void
  onCancel: () => void
  cancelLabel?: string
}

/** What is in the way, and the three ways on: another time, another screen, or not at all. */
export function ConflictNotice({
  conflicts,
  bound,
  busy,
  onTime,
  onScreen,
  onCancel,
  cancelLabel = t`Cancel`,
}: ConflictNoticeProps) {
  const { startsAt, screens } = conflictChoices(conflicts, bound)
  const day = dayOf(conflicts[0]?.startsAt ?? '1970-01-01T00:00Z')
  return (
    <div role="alert" className="rounded-xl border-2 border-danger bg-surface p-4">
      <h3 className="text-lg text-danger">
        <Trans>The screen is not free</Trans>
      </h3>
      <ul className="mt-1">
        {conflicts.map((conflict) => (
          <li key={conflict.conflictStartsAt}>{describeConflict(conflict)}</li>
        ))}
      </ul>
      <div className="mt-3 flex flex-wrap gap-2">
        {startsAt && (
          <Button busy={busy} onClick={() => onTime(startsAt)}>
            <Clock aria-hidden className="size-4" />
            <Trans>Change the time to {timeNear(startsAt, day)}</Trans>
          </Button>
        )}
        {screens.map((screen) => (
          <Button key={screen.screenId} busy={busy} onClick={() => onScreen(screen)}>
            <ArrowRightLeft aria-hidden className="size-4" />
            <Trans>
              Change to {screen.name} ({screen.format})
            </Trans>
          </Button>
        ))}
        <Button look="quiet" onClick={onCancel}>
          {cancelLabel}
        </Button>
      </div>
      {screens.length === 0 && (
        <p className="mt-2 text-sm text-muted">
          {bound
            ? t`Tickets are sold for this screen, so it stays there.`
            : t`No other screen is free at that time.`}
        </p>
      )}
    </div>
  )
}
