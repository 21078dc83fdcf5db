import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import type { Movie } from '@/api'
import { getMovieOptions } from '@/api/@tanstack/react-query.gen'
import { spotlightOf } from '@/features/movies/home/spotlight'
import { MovieFacts } from '@/features/movies/movie-facts'
import { useRememberedCinema } from '@/features/movies/cinemas/remembered-cinema'
import { ShowtimeStub } from '@/features/movies/showtimes/showtime-stub'
import { PageHeading } from '@/components/page-heading'
import { Poster } from '@/components/poster'
import { PosterGlow } from '@/components/poster-glow'
import { buttonClass } from '@/components/ui/button'
import { Loading, Skeleton } from '@/components/ui/states'
import { dayInZone } from '@/lib/format/dates'
import { serverNow } from '@/lib/time/server-clock'

const title = 'text-[clamp(3.25rem,11vw,6.75rem)] leading-[0.88] font-extrabold tracking-[-0.045em]'
const frame =
  'shell relative grid grid-cols-[minmax(0,1fr)] gap-8 pt-8 pb-14 sm:pt-12 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-16'

/** The room of three showtimes, kept free until they are known: below one another on a phone. */
const stubs = 'min-h-69 sm:min-h-21'

/** The oversized title in the projector's light, with one movie of the programme in the spotlight. */
export function HomeHero({ movies }: { movies: Movie[] }) {
  const [first, second, third] = spotlightOf(movies, serverNow())
  return (
    <div className="relative overflow-x-clip">
      <PosterGlow url={first?.posterUrl} />
      <div aria-hidden className="beam" />
      <div className={frame}>
        <div className="grid min-w-0 content-center gap-8">
          <PageHeading title={t`Now showing`} className={title}>
            <Trans>
              Now
              <br className="sm:hidden" /> showing
            </Trans>
          </PageHeading>
          {first && <Spotlight movie={first} />}
        </div>
        {first && (
          <div aria-hidden className="relative mx-auto hidden w-full self-center lg:block">
            {[third, second].map(
              (movie, index) =>
                movie && (
                  <Poster
                    key={movie.movieId}
                    title={movie.title}
                    url={movie.posterUrl}
                    className={
                      index === 0
                        ? 'absolute inset-0 translate-x-6 rotate-9'
                        : 'absolute inset-0 translate-x-2 rotate-4 shadow-xl'
                    }
                  />
                ),
            )}
            <Poster
              title={first.title}
              url={first.posterUrl}
              eager
              className="relative -rotate-2 shadow-2xl"
            />
          </div>
        )}
      </div>
    </div>
  )
}

/** One movie with its next showtimes, so that the shortest way to a seat starts on the first page. */
function Spotlight({ movie }: { movie: Movie }) {
  const details = useQuery(getMovieOptions({ path: { movieId: movie.movieId } }))
  const remembered = useRememberedCinema()
  const upcoming = (details.data?.showtimes ?? [])
    .filter(
      ({ startsAt, seatsAvailable }) => Date.parse(startsAt) > serverNow() && seatsAvailable > 0,
    )
    .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
  const near = upcoming.filter(({ cinema }) => cinema.cinemaId === remembered)
  const next = (near.length > 0 ? near : upcoming).slice(0, 3)

  return (
    <div className="grid gap-5">
      <div className="flex gap-5">
        <Poster
          title={movie.title}
          url={movie.posterUrl}
          className="w-28! shrink-0 self-start shadow-xl sm:w-36! lg:hidden"
        />
        <div className="grid content-start gap-2">
          <p className="eyebrow">
            <Trans>In the spotlight</Trans>
          </p>
          <h2 className="text-3xl sm:text-[2.75rem]">{movie.title}</h2>
          <MovieFacts movie={movie} />
          {movie.description && (
            <p className="line-clamp-3 max-w-[58ch] text-lg leading-snug text-pretty">
              {movie.description}
            </p>
          )}
        </div>
      </div>
      <div className={`grid gap-3 sm:grid-cols-3 ${stubs}`}>
        {next.map((showtime) => (
          <ShowtimeStub
            key={showtime.showtimeId}
            showtime={showtime}
            today={dayInZone(showtime.cinema.timeZone, serverNow())}
          />
        ))}
      </div>
      <Link
        to="/movies/$movieId"
        params={{ movieId: String(movie.movieId) }}
        className={buttonClass('primary', 'justify-self-start')}
      >
        <Trans>
          All showtimes <span className="sr-only">of {movie.title}</span>
        </Trans>
        <ArrowRight aria-hidden className="size-4" />
      </Link>
    </div>
  )
}

export function HomeHeroSkeleton() {
  return (
    <div className={frame}>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-8">
        <PageHeading title={t`Now showing`} className={title}>
          <Trans>
            Now
            <br className="sm:hidden" /> showing
          </Trans>
        </PageHeading>
        <Loading label={t`Loading the programme`} className="grid grid-cols-1 gap-4">
          <Skeleton className="h-5 w-40" />
          <Skeleton className="h-11 w-80 max-w-full" />
          <Skeleton className="h-20 max-w-xl" />
          <Skeleton className={stubs} />
          <Skeleton className="h-11 w-44" />
        </Loading>
      </div>
      <Skeleton className="hidden aspect-2/3 w-full max-w-sm lg:block" />
    </div>
  )
}
