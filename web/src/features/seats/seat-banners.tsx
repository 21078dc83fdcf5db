import { Link } from '@tanstack/react-router'
import type { SeatMap } from '@/api'
import { buttonClass } from '@/components/ui/button'

/** Facts about this showtime that change what one can do here. */
export function SeatBanners({ map, stale }: { map: SeatMap; stale: boolean }) {
  const pendingId = map.reservationId ?? null
  return (
    <>
      {stale && (
        <p
          role="status"
          className="rounded-xl border border-danger bg-surface px-4 py-3 font-medium"
        >
          The map may be out of date: the box office does not answer. Trying again…
        </p>
      )}
      {map.showtime.status === 'cancelled' && (
        <p className="rounded-xl border border-danger bg-surface px-4 py-3 font-medium">
          This showtime was cancelled. Please choose another one.
        </p>
      )}
      {pendingId !== null && (
        <div className="flex flex-wrap items-center justify-between gap-3 rounded-xl border border-accent bg-surface px-4 py-3">
          <p className="font-medium">A booking of yours waits to be confirmed.</p>
          <Link
            to="/checkout/$reservationId"
            params={{ reservationId: String(pendingId) }}
            className={buttonClass('primary')}
          >
            Go to checkout
          </Link>
        </div>
      )}
    </>
  )
}
