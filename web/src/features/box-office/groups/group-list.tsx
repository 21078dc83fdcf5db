import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { GroupBooking } from '@/api'
import { Button } from '@/components/ui/button'
import { dayOf, formatDay, formatDayAndTime, timeOf } from '@/lib/format/dates'
import { formatMoney } from '@/lib/format/money'

export type GroupAct = 'sell' | 'change' | 'release'

type GroupListProps = {
  groups: readonly GroupBooking[]
  onAct: (act: GroupAct, group: GroupBooking) => void
}

/** The groups that something is kept for, the next show first. */
export function GroupList({ groups, onAct }: GroupListProps) {
  return (
    <ul aria-label={t`Groups`} className="grid grid-cols-1 gap-2.5 lg:grid-cols-2">
      {groups.map((group) => {
        const { groupId, name, contact, held, seats, until, price, currency } = group
        return (
          <li
            key={groupId}
            className="grid grid-cols-1 content-between gap-3 rounded-xl border border-control bg-surface p-4"
          >
            <div className="grid gap-1">
              <h3 className="font-sans text-lg leading-tight font-semibold tracking-normal wrap-anywhere">
                {name}
              </h3>
              <p className="wrap-anywhere">
                {group.movieTitle}, {formatDay(dayOf(group.startsAt))} {timeOf(group.startsAt)},{' '}
                {group.screenName}
              </p>
              {contact && <p className="text-muted wrap-anywhere">{contact}</p>}
              <p className="flex flex-wrap items-baseline justify-between gap-x-4">
                <span className="font-semibold">
                  {held.length === seats
                    ? plural(seats, { one: '# seat kept', other: '# seats kept' })
                    : t`${held.length} of ${seats} seats still kept`}
                </span>
                <span className="font-medium">{formatMoney(price, currency)}</span>
              </p>
              {until && (
                <p className="text-sm text-muted">
                  <Trans>until {formatDayAndTime(until)}</Trans>
                </p>
              )}
            </div>
            <div className="flex flex-wrap gap-2">
              <Button
                look="primary"
                aria-label={t`Sell to ${name}`}
                onClick={() => onAct('sell', group)}
              >
                <Trans>Sell</Trans>
              </Button>
              <Button aria-label={t`Change ${name}`} onClick={() => onAct('change', group)}>
                <Trans>Change</Trans>
              </Button>
              <Button
                aria-label={t`Release seats of ${name}`}
                onClick={() => onAct('release', group)}
              >
                <Trans>Release</Trans>
              </Button>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
