import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import { useServerNow } from '@/lib/time/use-server-now'
import { announce } from '@/lib/browser/announce'
import { formatCountdown, passedMark, secondsLeft } from '@/lib/time/countdown'

/** How long one's turn lasts, beside the seats; spoken when it begins and when it is about to end. */
export function BookingWindow({ until }: { until: string }) {
  const seconds = secondsLeft(until, useServerNow())
  const before = useRef<number>(undefined)
  useEffect(() => {
    const minutes = Math.max(1, Math.round(seconds / 60))
    if (before.current === undefined) {
      announce(
        plural(minutes, {
          one: 'It is your turn: choose your seats within # minute.',
          other: 'It is your turn: choose your seats within # minutes.',
        }),
      )
    } else {
      const mark = passedMark(before.current, seconds)
      if (mark !== undefined) announce(t`Your turn ends in ${mark} seconds.`)
    }
    before.current = seconds
  }, [seconds])

  return (
    <p className="flex flex-wrap items-baseline justify-between gap-x-4 rounded-xl border-2 border-accent bg-surface px-4 py-2.5">
      <strong>
        <Trans>It is your turn</Trans>
      </strong>
      <span>
        <Trans>Choose within </Trans>
        <span role="timer" aria-label={t`Time left to choose: ${formatCountdown(seconds)}`}>
          <span aria-hidden className="display text-xl tabular-nums">
            {formatCountdown(seconds)}
          </span>
        </span>
      </span>
    </p>
  )
}
