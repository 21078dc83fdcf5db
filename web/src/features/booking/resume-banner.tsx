import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import { useOpenBookings } from '@/features/booking/open-bookings'
import { seatLabels } from '@/features/booking/own-bookings'
import { HoldTimer } from '@/components/hold-timer'
import { secondsLeft } from '@/lib/time/countdown'
import { serverNow } from '@/lib/time/server-clock'

/** A booking that waits to be confirmed, on every page but its own checkout: how long it still waits, and the way there. */
export default function ResumeBanner() {
  const queryClient = useQueryClient()
  const { pathname } = useLocation()
  const waiting = useOpenBookings().find(
    ({ status, expiresAt, reservationId }) =>
      status === 'pending' &&
      expiresAt != null &&
      secondsLeft(expiresAt, serverNow()) > 0 &&
      pathname !== `/checkout/${reservationId}`,
  )
  if (!waiting?.expiresAt) return null
  return (
    <aside
      aria-label={t`Unfinished booking`}
      className="border-b border-accent bg-surface print:hidden"
    >
      <div className="shell flex min-h-16 items-center gap-x-4 py-2">
        <HoldTimer
          expiresAt={waiting.expiresAt}
          onExpire={() => void queryClient.invalidateQueries({}, { cancelRefetch: false })}
          className="size-12! [&>span]:text-sm"
        />
        <p className="min-w-0 flex-1 leading-snug">
          <strong className="block">
            <Trans>Finish your booking</Trans>
          </strong>
          <span className="line-clamp-1 text-muted">
            {waiting.showtime.movieTitle} · {seatLabels(waiting)}
          </span>
        </p>
        <Link
          to="/checkout/$reservationId"
          params={{ reservationId: String(waiting.reservationId) }}
          className="inline-flex min-h-11 shrink-0 items-center gap-2 rounded-lg bg-accent px-4 font-semibold text-on-accent hover:brightness-110"
        >
          <Trans>Resume</Trans>
          <ArrowRight aria-hidden className="size-4 max-sm:hidden" />
        </Link>
      </div>
    </aside>
  )
}
