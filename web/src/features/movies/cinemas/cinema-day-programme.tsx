import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Movie, Showtime } from '@/api'
import { MovieFacts } from '@/features/movies/movie-facts'
import { cinemaDay, comingSoon, nowShowing } from '@/features/movies/queries'
import { ShowtimeStub } from '@/features/movies/showtimes/showtime-stub'
import { byMovie } from '@/features/movies/showtimes/showtimes'
import { Poster } from '@/components/poster'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { serverNow } from '@/lib/time/server-clock'

type CinemaDayProgrammeProps = {
  cinemaId: number
  day: string
  heading: 'h3' | 'h4'
  /** How many movies at most; all of them unless given. */
  limit?: number
}

/** A day of a cinema, movie by movie, the one that starts next first. */
export function CinemaDayProgramme({ cinemaId, day, heading, limit }: CinemaDayProgrammeProps) {
  const showtimes = useQuery(cinemaDay(cinemaId, day))
  const now = useQuery(nowShowing)
  const soon = useQuery(comingSoon)
  const known = new Map(
    [...(now.data?.items ?? []), ...(soon.data?.items ?? [])].map((movie) => [
      movie.movieId,
      movie,
    ]),
  )

  if (showtimes.isPending) {
    return (
      <Loading label={t`Loading the day’s programme`} className="grid grid-cols-1 gap-6">
        <Skeleton className="h-40" />
        <Skeleton className="h-40" />
      </Loading>
    )
  }
  if (showtimes.isError) {
    return <ErrorPanel error={showtimes.error} onRetry={() => void showtimes.refetch()} />
  }
  const upcoming = showtimes.data.filter(({ startsAt }) => Date.parse(startsAt) > serverNow())
  if (upcoming.length === 0) {
    return (
      <EmptyPanel title={t`Over for the day`}>
        <Trans>The last show of this day has begun.</Trans>
      </EmptyPanel>
    )
  }
  return (
    <ul className="grid grid-cols-1 gap-8">
      {byMovie(upcoming)
        .slice(0, limit)
        .map(([movieId, shows]) => (
          <li key={movieId}>
            <MovieOfTheDay heading={heading} movie={known.get(movieId)} showtimes={shows} />
          </li>
        ))}
    </ul>
  )
}

type MovieOfTheDayProps = {
  heading: 'h3' | 'h4'
  /** Not known yet, or no longer in the programme. */
  movie: Movie | undefined
  showtimes: [Showtime, ...Showtime[]]
}

function MovieOfTheDay({ heading: Heading, movie, showtimes }: MovieOfTheDayProps) {
  const { movieId, movieTitle } = showtimes[0]
  return (
    <article
      aria-label={movieTitle}
      className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-4 gap-y-3 sm:grid-cols-[7rem_minmax(0,1fr)] sm:gap-x-6"
    >
      <Poster
        title={movieTitle}
        url={movie?.posterUrl}
        sizes="7rem"
        className="self-start sm:row-span-2"
      />
      <div className="grid content-center gap-0.5 sm:content-start">
        <Heading className="text-2xl">
          <Link
            to="/movies/$movieId"
            params={{ movieId: String(movieId) }}
            className="link inline-flex min-h-11 items-center"
          >
            {movieTitle}
          </Link>
        </Heading>
        {movie && <MovieFacts movie={movie} />}
      </div>
      <div className="col-span-full grid gap-3 sm:col-span-1 sm:grid-cols-[repeat(auto-fill,minmax(11rem,1fr))]">
        {showtimes.map((showtime) => (
          <ShowtimeStub key={showtime.showtimeId} showtime={showtime} />
        ))}
      </div>
    </article>
  )
}
