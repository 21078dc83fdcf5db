import { plural, t } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { QueuePlace, SeatMap } from '@/api'
import { aheadNow, formatWait, passesWaitMark, secondsUntil } from '@/features/seats/queue/estimate'
import { joinedAt } from '@/features/seats/queue/queue-tickets'
import { useServerNow } from '@/lib/time/use-server-now'
import type { NotYet } from '@/features/seats/queue/use-turn'
import { ShowtimeHeader } from '@/features/seats/map/showtime-header'
import { Localized } from '@/components/localized'
import { Button } from '@/components/ui/button'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { formatDuration } from '@/lib/format/dates'
import { formatCount } from '@/lib/format/number'
import { problemText } from '@/lib/api/problem'
import { announce } from '@/lib/browser/announce'

type WaitingRoomProps = { map: SeatMap; turn: NotYet }

/** Where one waits for one's turn to choose seats; the page goes to them by itself. */
export function WaitingRoom({ map, turn }: WaitingRoomProps) {
  const heading = turn.state === 'over' ? t`Your time to choose is over` : t`You are in the queue`
  return (
    <div className="relative">
      <div aria-hidden className="beam" />
      <div className="shell relative grid max-w-3xl gap-6 pt-6 pb-16 sm:pt-12">
        <ShowtimeHeader showtime={map.showtime} heading={heading} />
        {turn.state === 'asking' &&
          (turn.error ? (
            <ErrorPanel error={turn.error} onRetry={turn.retry} />
          ) : (
            <Loading label={t`Looking up your place in the queue`}>
              <Skeleton className="h-72" />
            </Loading>
          ))}
        {turn.state === 'waiting' && <Place place={turn.place} error={turn.error} />}
        {turn.state === 'over' && <Over turn={turn} />}
      </div>
    </div>
  )
}

function Place({ place, error }: { place: QueuePlace; error: Error | null }) {
  const now = useServerNow()
  const seconds = secondsUntil(place.admitsAt, now)
  const ahead = aheadNow(place.ahead, seconds, place.admissionsPerMinute)
  const wait = formatWait(seconds)
  const [since] = useState(() => joinedAt(place.roomId))
  const waited = Math.max(0, now - since)
  const done = Math.round((100 * waited) / Math.max(1, waited + seconds * 1_000))
  useSpokenWait(
    seconds,
    t`${plural(ahead, { one: '# person is ahead of you', other: '# people are ahead of you' })}, ${wait} to go.`,
  )
  const minutes = Math.round((Date.parse(place.bookingUntil) - Date.parse(place.admitsAt)) / 60_000)

  return (
    <section
      aria-labelledby="place"
      className="grid gap-5 rounded-2xl border border-line bg-surface p-5 sm:p-8"
    >
      <h2 id="place" className="sr-only">
        <Trans>Your place</Trans>
      </h2>
      <p className="grid gap-1">
        <span
          data-testid="ahead"
          className="display text-[clamp(3.5rem,18vw,7rem)] leading-[0.85] font-extrabold text-accent tabular-nums"
        >
          {formatCount(ahead)}
        </span>
        <span className="text-lg font-medium">
          <Plural value={ahead} one="person is ahead of you" other="people are ahead of you" />
        </span>
      </p>
      <div className="grid gap-2">
        <div
          role="progressbar"
          aria-label={t`Until it is your turn`}
          aria-valuenow={done}
          aria-valuetext={t`${wait} to go`}
          className="h-3 overflow-hidden rounded-full border border-control bg-raised"
        >
          <div
            className="h-full bg-accent transition-[width] duration-1000 ease-linear motion-reduce:transition-none"
            style={{ width: `${done}%` }}
          />
        </div>
        <p className="flex flex-wrap justify-between gap-x-4">
          <strong>
            <Trans>
              Your turn in <Localized>{wait}</Localized>
            </Trans>
          </strong>
          <span className="text-muted">
            {plural(place.admissionsPerMinute, {
              one: `${formatCount(place.admissionsPerMinute)} let in each minute`,
              other: `${formatCount(place.admissionsPerMinute)} let in each minute`,
            })}
          </span>
        </p>
      </div>
      {error && (
        <p role="status" className="rounded-xl border-2 border-danger px-4 py-2">
          <strong>{problemText(error)}</strong>{' '}
          <span className="text-muted">
            <Trans>Your place is kept; we keep asking.</Trans>
          </span>
        </p>
      )}
      <ul className="grid list-disc gap-1.5 pl-5 text-muted">
        <li>
          <Trans>
            The seats open here by themselves. Then you have{' '}
            <Localized>{formatDuration(minutes)}</Localized> to choose and book.
          </Trans>
        </li>
        <li>
          <Trans>
            Your place is kept on this device: reload the page, open it in another tab, or come back
            later.
          </Trans>
        </li>
      </ul>
    </section>
  )
}

function Over({ turn }: { turn: Extract<NotYet, { state: 'over' }> }): ReactNode {
  return (
    <section
      aria-label={t`Join again`}
      className="grid justify-items-start gap-4 rounded-2xl border border-line bg-surface p-5 sm:p-8"
    >
      <p className="max-w-prose text-lg">
        <Trans>
          So that others get a turn, it ends after a while. What you booked is yours. For more
          seats, join the queue again, at its end.
        </Trans>
      </p>
      {turn.error && (
        <p role="alert" className="font-semibold text-danger">
          {problemText(turn.error)}
        </p>
      )}
      <Button look="primary" busy={turn.busy} onClick={turn.join}>
        {turn.busy ? t`One moment…` : t`Join the queue again`}
      </Button>
    </section>
  )
}

/** Speaks the wait once at the start, and from then on when it passes a mark. */
function useSpokenWait(seconds: number, words: string) {
  const before = useRef(Number.POSITIVE_INFINITY)
  useEffect(() => {
    const isFirst = !Number.isFinite(before.current)
    if (isFirst || passesWaitMark(before.current, seconds)) announce(words)
    before.current = seconds
  }, [seconds, words])
}
