import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { Showtime } from '@/api'
import { PageHeading } from '@/components/page-heading'
import { Skeleton } from '@/components/ui/states'
import { ShowTime } from '@/components/show-time'
import { Localized } from '@/components/localized'
import { dayOf, formatLongDay, timeOf } from '@/lib/format/dates'

const heading = 'text-[clamp(2rem,4vw,3rem)] leading-none font-extrabold'
const chooseSeats = t`Choose your seats`

type ShowtimeHeaderProps = { showtime: Showtime; heading?: string }

/** Which show this is, in the cinema's own time, and the way back to the other ones. */
export function ShowtimeHeader({ showtime, heading: words = chooseSeats }: ShowtimeHeaderProps) {
  const { cinema, screen, startsAt, endsAt } = showtime
  return (
    <header className="grid gap-1">
      <p>
        <Link
          to="/movies/$movieId"
          params={{ movieId: String(showtime.movieId) }}
          className="link display inline-flex min-h-11 items-center text-lg text-accent"
        >
          {showtime.movieTitle}
        </Link>
      </p>
      <PageHeading title={`${words}, ${showtime.movieTitle}`} className={heading}>
        {words}
      </PageHeading>
      <p className="mt-1.5 flex flex-wrap items-baseline gap-x-3">
        <ShowTime at={startsAt} timeZone={cinema.timeZone} className="display text-2xl" />
        <Localized className="font-medium">{formatLongDay(dayOf(startsAt))}</Localized>
        <span className="text-sm text-muted">
          <Trans>ends {timeOf(endsAt)}</Trans>
        </span>
      </p>
      <p className="text-muted">
        {cinema.name}, {cinema.city} · {screen.name} · {screen.format}
      </p>
    </header>
  )
}

export function ShowtimeHeaderSkeleton() {
  return (
    <header className="grid gap-1">
      <Skeleton className="my-2 h-7 w-48" />
      <PageHeading title={chooseSeats} className={heading}>
        {chooseSeats}
      </PageHeading>
      <Skeleton className="mt-1.5 h-8 w-64 max-w-full" />
      <Skeleton className="h-6 w-72 max-w-full" />
    </header>
  )
}
