import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { MapPin } from 'lucide-react'
import { useEffect } from 'react'
import type { CinemaDetails } from '@/api'
import { getCinemaOptions } from '@/api/@tanstack/react-query.gen'
import { CinemaDayProgramme } from '@/features/movies/cinemas/cinema-day-programme'
import { cinemaRefunds } from '@/features/movies/cinemas/cinema-refunds'
import { MyCinemaToggle } from '@/features/movies/cinemas/my-cinema-toggle'
import { rememberCinema, useRememberedCinema } from '@/features/movies/cinemas/remembered-cinema'
import type { CinemaSearch } from '@/features/movies/search'
import { NotFoundPage } from '@/components/not-found-page'
import { PageHeading } from '@/components/page-heading'
import { ChipLink } from '@/components/ui/chip-link'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { Problem } from '@/lib/api/problem'
import { formatDayOfMonth, formatWeekday } from '@/lib/format/dates'
import { foreignLanguage } from '@/lib/format/reader'

/** What plays at one cinema, day by day, across movies. */
export function CinemaPage({ cinemaId, search }: { cinemaId: number; search: CinemaSearch }) {
  const cinema = useQuery(getCinemaOptions({ path: { cinemaId } }))
  const isGone = cinema.error instanceof Problem && cinema.error.status === 404
  const isMine = useRememberedCinema() === cinemaId

  useEffect(() => {
    if (isGone && isMine) rememberCinema(undefined)
  }, [isGone, isMine])

  if (isGone) return <NotFoundPage />
  return (
    <div className="shell grid grid-cols-1 gap-8 py-10 sm:py-14">
      {cinema.isPending && (
        <>
          <PageHeading title={t`Cinema`}>
            <Trans>Cinema</Trans>
          </PageHeading>
          <Loading label={t`Loading the cinema`} className="grid gap-6">
            <Skeleton className="h-24 max-w-xl" />
            <Skeleton className="h-14" />
            <Skeleton className="h-96" />
          </Loading>
        </>
      )}
      {cinema.isError && (
        <>
          <PageHeading title={t`Cinema`}>
            <Trans>Cinema</Trans>
          </PageHeading>
          <ErrorPanel error={cinema.error} onRetry={() => void cinema.refetch()} />
        </>
      )}
      {cinema.data && (
        <>
          <CinemaHead cinema={cinema.data} />
          <Days cinema={cinema.data} wanted={search.day} />
        </>
      )}
    </div>
  )
}

function CinemaHead({ cinema }: { cinema: CinemaDetails }) {
  const place = `${cinema.address}, ${cinema.city}`
  return (
    <div className="grid gap-4">
      <PageHeading title={cinema.name}>{cinema.name}</PageHeading>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <address className="not-italic">
          <a
            href={`https://www.openstreetmap.org/search?query=${encodeURIComponent(place)}`}
            rel="noreferrer"
            className="link inline-flex min-h-11 items-center gap-2"
          >
            <MapPin aria-hidden className="size-5 shrink-0" />
            {place}
            <span className="sr-only">
              {' '}
              <Trans>(on a map)</Trans>
            </span>
          </a>
        </address>
        <p className="text-muted">
          <Trans>Times are the cinema’s own: {cinema.timeZone.replaceAll('_', ' ')}</Trans>
        </p>
        <MyCinemaToggle cinemaId={cinema.cinemaId} name={cinema.name} />
      </div>
      <p className="text-muted">{cinemaRefunds(cinema)}</p>
    </div>
  )
}

function Days({ cinema, wanted }: { cinema: CinemaDetails; wanted: string | undefined }) {
  const day = cinema.days.find((candidate) => candidate === wanted) ?? cinema.days[0]
  if (day === undefined) {
    return (
      <EmptyPanel title={t`Nothing is scheduled`}>
        <Trans>There is nothing to book at {cinema.name} just now. Look again soon.</Trans>
      </EmptyPanel>
    )
  }
  return (
    <section aria-labelledby="programme" className="grid grid-cols-1 gap-6">
      <h2 id="programme" className="text-3xl sm:text-4xl">
        <Trans>What plays</Trans>
      </h2>
      <nav
        aria-label={t`Day`}
        className="-mx-4 flex gap-2 overflow-x-auto px-4 py-1.5 [scrollbar-width:thin]"
      >
        {cinema.days.map((candidate) => (
          <ChipLink
            key={candidate}
            to="/cinemas/$cinemaId"
            params={{ cinemaId: String(cinema.cinemaId) }}
            search={{ day: candidate }}
            resetScroll={false}
            lang={foreignLanguage()}
            current={candidate === day}
            currentAs="date"
            className="flex-col gap-0! py-1.5 leading-tight"
          >
            <span className="text-sm font-medium">{formatWeekday(candidate)}</span>{' '}
            <span className="display">{formatDayOfMonth(candidate)}</span>
          </ChipLink>
        ))}
      </nav>
      <CinemaDayProgramme cinemaId={cinema.cinemaId} day={day} heading="h3" />
    </section>
  )
}
