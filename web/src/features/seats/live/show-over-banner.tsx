import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { Showtime } from '@/api'
import type { ShowOver } from '@/features/seats/live/show-over'
import { buttonClass } from '@/components/ui/button'
import { Problem, problemMessage } from '@/lib/api/problem'

type ShowOverBannerProps = { showtime: Showtime; over: NonNullable<ShowOver>; holding: boolean }

/** The show has started, or was cancelled: what that means for what one had, and where to go from here. */
export function ShowOverBanner({ showtime, over, holding }: ShowOverBannerProps) {
  const { title, detail } = problemMessage(new Problem(409, { code: over }))
  return (
    <div
      role="alert"
      className="grid justify-items-start gap-3 rounded-xl border-2 border-danger bg-surface p-4"
    >
      <p>
        <strong className="display block text-xl">{title}</strong>
        <span className="text-muted">
          {detail} {holding && t`Nothing of yours was booked or charged here.`}
        </span>
      </p>
      <Link
        to="/movies/$movieId"
        params={{ movieId: String(showtime.movieId) }}
        className={buttonClass('primary')}
      >
        <Trans>Other showtimes</Trans>
      </Link>
    </div>
  )
}
