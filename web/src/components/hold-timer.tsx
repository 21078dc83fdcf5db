import { t } from '@lingui/core/macro'
import clsx from 'clsx'
import { useEffect, useEffectEvent, useState } from 'react'
import { announce } from '@/lib/browser/announce'
import { formatCountdown, passedMark, secondsLeft, spokenCountdown } from '@/lib/time/countdown'
import { serverNow } from '@/lib/time/server-clock'

/** A hold lasts 15 minutes; the sweep shows how much of the current minute is left. */
const sweepSeconds = 60
/** Often enough that no second is shown late. */
const ticksPerSecond = 4

type HoldTimerProps = { expiresAt: string; onExpire: () => void; className?: string }

/**
 * Counts down to the server's moment of expiry, by the server's clock. The server may let go a little later
 * than it said, so `onExpire` is called every second from then on, until whoever listens takes the timer away.
 */
export function HoldTimer({ expiresAt, onExpire, className }: HoldTimerProps) {
  const [seconds, setSeconds] = useState(() => secondsLeft(expiresAt, serverNow()))

  const tick = useEffectEvent((before: number) => {
    const now = secondsLeft(expiresAt, serverNow())
    if (now === before) return before
    const mark = passedMark(before, now)
    if (mark !== undefined) announce(spokenCountdown(mark))
    setSeconds(now)
    return now
  })

  const expire = useEffectEvent(onExpire)

  useEffect(() => {
    // No reading before the first one: nothing is spoken, but a hold that has already ended is noticed.
    let shown = Number.POSITIVE_INFINITY
    let over = 0
    const timer = window.setInterval(() => {
      shown = tick(shown)
      if (shown > 0) over = 0
      else if (over++ % ticksPerSecond === 0) expire()
    }, 1000 / ticksPerSecond)
    return () => window.clearInterval(timer)
  }, [expiresAt])

  const swept = (seconds % sweepSeconds) / sweepSeconds
  return (
    <div
      role="timer"
      aria-label={t`Time left: ${formatCountdown(seconds)}`}
      className={clsx('leader size-16 shrink-0', seconds <= 60 && 'text-danger', className)}
      style={{ '--swept': `${swept}turn` } as React.CSSProperties}
    >
      <span aria-hidden className="display relative text-base">
        {formatCountdown(seconds)}
      </span>
    </div>
  )
}
