import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import type { Seat, SeatMap } from '@/api'
import { getMovieOptions, getSeatMapOptions } from '@/api/@tanstack/react-query.gen'
import { GuestForm } from '@/features/seats/booking/guest-form'
import { readChoice } from '@/features/seats/choice/local-choice'
import { listLabels } from '@/features/seats/map/seat-names'
import { allSeats } from '@/features/seats/map/seat-places'
import { NotFoundPage } from '@/components/not-found-page'
import { PageHeading } from '@/components/page-heading'
import { Poster } from '@/components/poster'
import { ShowTime } from '@/components/show-time'
import { Localized } from '@/components/localized'
import { buttonClass } from '@/components/ui/button'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { dayOf, formatLongDay } from '@/lib/format/dates'
import { formatMoney, sumPrices } from '@/lib/format/money'
import { Problem } from '@/lib/api/problem'
import { useSession } from '@/lib/session/session'

/** Between the seats and the checkout, for somebody not signed in: with an account, or without. */
export function ContinuePage({ showtimeId }: { showtimeId: number }) {
  const map = useQuery(getSeatMapOptions({ path: { showtimeId } }))
  const { status } = useSession()
  const [chosen] = useState(() => new Set(readChoice(showtimeId)))

  // Signed in, the map itself holds the seats; with nothing chosen, it is the place to choose.
  if (status === 'signed-in' || chosen.size === 0) {
    const params = { showtimeId: String(showtimeId) }
    return <Navigate to="/showtimes/$showtimeId" params={params} replace />
  }
  if (map.data) {
    const seats = allSeats(map.data.rows).filter(({ seatId }) => chosen.has(seatId))
    return <Ways showtimeId={showtimeId} map={map.data} seats={seats} />
  }
  if (map.error instanceof Problem && map.error.status === 404) return <NotFoundPage />
  return (
    <div className="shell grid gap-6 py-12">
      <PageHeading title={t`Your seats`}>
        <Trans>Your seats</Trans>
      </PageHeading>
      {map.isError ? (
        <ErrorPanel error={map.error} onRetry={() => void map.refetch()} />
      ) : (
        <Loading label={t`Loading your seats`} className="grid gap-6 lg:grid-cols-2">
          <Skeleton className="h-56" />
          <Skeleton className="h-96" />
        </Loading>
      )}
    </div>
  )
}

type WaysProps = { showtimeId: number; map: SeatMap; seats: readonly Seat[] }

function Ways({ showtimeId, map, seats }: WaysProps) {
  const redirect = `/showtimes/${showtimeId}`
  return (
    <div className="relative">
      <div aria-hidden className="beam" />
      <div className="shell relative grid items-start gap-x-16 gap-y-8 pt-8 sm:pt-14 lg:grid-cols-[minmax(0,1fr)_27rem]">
        <div className="grid gap-6">
          <PageHeading title={t`Your seats`}>
            <Trans>How would you like to book?</Trans>
          </PageHeading>
          <ChosenSeats map={map} seats={seats} />
          <p>
            <Link
              to="/showtimes/$showtimeId"
              params={{ showtimeId: String(showtimeId) }}
              className="link inline-flex min-h-11 items-center gap-2 font-semibold"
            >
              <ArrowLeft aria-hidden className="size-4" />
              <Trans>Change seats</Trans>
            </Link>
          </p>
        </div>
        <div className="grid gap-6 rounded-2xl border border-line bg-surface p-6 sm:p-8">
          <section aria-labelledby="as-guest" className="grid gap-4">
            <h2 id="as-guest" className="text-2xl">
              <Trans>Without an account</Trans>
            </h2>
            <GuestForm map={map} seats={seats} />
          </section>
          <section aria-labelledby="with-account" className="grid gap-4 border-t border-line pt-6">
            <h2 id="with-account" className="text-2xl">
              <Trans>With an account</Trans>
            </h2>
            <p className="text-muted">
              <Trans>Every ticket in one place, on every device.</Trans>
            </p>
            <div className="grid gap-3 sm:grid-cols-2">
              <Link to="/sign-in" search={{ redirect }} className={buttonClass()}>
                <Trans>Sign in</Trans>
              </Link>
              <Link to="/register" search={{ redirect }} className={buttonClass()}>
                <Trans>Create an account</Trans>
              </Link>
            </div>
          </section>
        </div>
      </div>
    </div>
  )
}

/** What one is about to book; nobody holds it until then, and the page says so. */
function ChosenSeats({ map, seats }: Omit<WaysProps, 'showtimeId'>) {
  const { showtime, currency } = map
  const movie = useQuery(getMovieOptions({ path: { movieId: showtime.movieId } }))
  return (
    <section
      aria-label={t`Your choice`}
      className="grid max-w-2xl grid-cols-[5.5rem_1fr] items-center gap-x-5 gap-y-4 sm:grid-cols-[9rem_1fr] sm:gap-x-7"
    >
      <Poster title={showtime.movieTitle} url={movie.data?.posterUrl} eager />
      <div className="grid gap-1.5">
        <p className="display text-2xl leading-tight">{showtime.movieTitle}</p>
        <p className="flex flex-wrap items-baseline gap-x-3">
          <ShowTime
            at={showtime.startsAt}
            timeZone={showtime.cinema.timeZone}
            className="display text-4xl text-accent"
          />
          <Localized className="font-medium">{formatLongDay(dayOf(showtime.startsAt))}</Localized>
        </p>
        <p className="text-muted">
          {showtime.cinema.name} · {showtime.screen.name} · {showtime.screen.format}
        </p>
      </div>
      <p className="col-span-full flex flex-wrap items-baseline justify-between gap-x-4 border-t-2 border-dashed border-control pt-3">
        <span className="display text-2xl">{listLabels([...seats])}</span>
        <strong className="text-xl">
          {formatMoney(
            sumPrices(
              seats.map(({ price }) => price),
              currency,
            ),
            currency,
          )}
        </strong>
      </p>
      <p className="col-span-full text-muted">
        <Trans>
          <strong className="text-danger">Not held yet.</strong> As soon as you continue, the seats
          are kept for you for 15 minutes.
        </Trans>
      </p>
    </section>
  )
}
