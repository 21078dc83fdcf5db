import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import clsx from 'clsx'
import type { MovieDetails } from '@/api'
import { rememberCinema, useRememberedCinema } from '@/features/movies/cinemas/remembered-cinema'
import type { ShowtimeSearch } from '@/features/movies/search'
import { ShowtimeStub } from '@/features/movies/showtimes/showtime-stub'
import {
  byCinema,
  cinemasOf,
  daysOf,
  formatsOf,
  matching,
  type CinemaDay,
} from '@/features/movies/showtimes/showtimes'
import { Localized } from '@/components/localized'
import { buttonClass } from '@/components/ui/button'
import { chipRow } from '@/components/ui/chip'
import { ChipLink } from '@/components/ui/chip-link'
import { EmptyPanel } from '@/components/ui/states'
import { formatDate, formatDayOfMonth, formatWeekday, zoneOf } from '@/lib/format/dates'
import { foreignLanguage } from '@/lib/format/reader'
import { serverNow } from '@/lib/time/server-clock'

type ShowtimesProps = { movie: MovieDetails; search: ShowtimeSearch }

/** Showtimes by day and cinema. The filters stand in the address; a cinema once chosen is remembered. */
export function Showtimes({ movie, search }: ShowtimesProps) {
  const upcoming = movie.showtimes.filter(({ startsAt }) => Date.parse(startsAt) > serverNow())
  const cinemas = cinemasOf(upcoming)
  const remembered = useRememberedCinema()
  // A cinema that does not show this movie narrows nothing: a link may be old, and one's own cinema elsewhere.
  const wanted = search.cinema ?? remembered
  const cinema = cinemas.find(({ cinemaId }) => cinemaId === wanted)?.cinemaId
  const fitting = matching(upcoming, { cinema, format: search.format })
  const days = daysOf(fitting)
  const day = days.find((candidate) => candidate === search.day) ?? days[0]
  const params = { movieId: String(movie.movieId) }

  if (upcoming.length === 0) {
    return (
      <div className="shell">
        <EmptyPanel title={movie.status === 'closed' ? t`Its run is over` : t`No showtimes yet`}>
          {movie.status === 'closed' ? (
            t`This movie has left the cinemas.`
          ) : (
            <>
              <Trans>
                In cinemas from <Localized>{formatDate(movie.releaseDate)}</Localized>. The schedule
                is still to come.
              </Trans>
            </>
          )}
        </EmptyPanel>
      </div>
    )
  }

  return (
    <section aria-labelledby="showtimes" className="shell grid gap-6">
      <h2 id="showtimes" className="text-3xl sm:text-4xl">
        <Trans>Showtimes</Trans>
      </h2>
      <div className="grid min-w-0 gap-1">
        <nav aria-label={t`Cinema`} className={chipRow}>
          <ChipLink
            to="/movies/$movieId"
            params={params}
            search={{ ...search, cinema: undefined }}
            resetScroll={false}
            current={cinema === undefined}
            onClick={() => rememberCinema(undefined)}
          >
            <Trans>All cinemas</Trans>
          </ChipLink>
          {cinemas.map(({ cinemaId, name }) => (
            <ChipLink
              key={cinemaId}
              to="/movies/$movieId"
              params={params}
              search={{ ...search, cinema: cinemaId }}
              resetScroll={false}
              current={cinema === cinemaId}
              onClick={() => rememberCinema(cinemaId)}
            >
              {name}
            </ChipLink>
          ))}
        </nav>
        <nav aria-label={t`Format`} className={chipRow}>
          {[undefined, ...formatsOf(upcoming)].map((format) => (
            <ChipLink
              key={format ?? ''}
              to="/movies/$movieId"
              params={params}
              search={{ ...search, format }}
              resetScroll={false}
              current={search.format === format}
            >
              {format ?? t`Every format`}
            </ChipLink>
          ))}
        </nav>
        <nav
          aria-label={t`Day`}
          className="-mx-4 flex gap-2 overflow-x-auto px-4 py-1.5 [scrollbar-width:thin]"
        >
          {days.map((candidate) => (
            <ChipLink
              key={candidate}
              to="/movies/$movieId"
              params={params}
              search={{ ...search, day: candidate }}
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
      </div>
      {day === undefined ? (
        <EmptyPanel
          title={t`Not with these filters`}
          action={
            <Link
              to="/movies/$movieId"
              params={params}
              resetScroll={false}
              className={buttonClass('primary')}
              onClick={() => rememberCinema(undefined)}
            >
              <Trans>Show every showtime</Trans>
            </Link>
          }
        >
          <Trans>{movie.title} is shown, but not in this cinema and format.</Trans>
        </EmptyPanel>
      ) : (
        <CinemaDays days={byCinema(fitting, day)} />
      )}
    </section>
  )
}

/** Cinema by cinema; two side by side, as most show a movie only a few times a day. */
function CinemaDays({ days }: { days: CinemaDay[] }) {
  const several = days.length > 1
  return (
    <div className={clsx('grid gap-x-8 gap-y-7', several && 'lg:grid-cols-2')}>
      {days.map(({ cinema, showtimes }) => {
        const zone = showtimes[0] && zoneOf(showtimes[0].startsAt, cinema.timeZone)
        return (
          <section
            key={cinema.cinemaId}
            aria-label={cinema.name}
            className="grid content-start gap-3"
          >
            <header className="flex flex-wrap items-baseline gap-x-3">
              <h3 className="text-xl">{cinema.name}</h3>
              <p className="text-sm text-muted">
                {cinema.address}, {cinema.city}
                {zone && ` · ${t`times in ${zone}`}`}
              </p>
            </header>
            <div className="grid gap-3 sm:grid-cols-[repeat(auto-fill,minmax(11rem,1fr))]">
              {showtimes.map((showtime) => (
                <ShowtimeStub key={showtime.showtimeId} showtime={showtime} />
              ))}
            </div>
          </section>
        )
      })}
    </div>
  )
}
