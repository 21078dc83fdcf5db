import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { CinemaCards } from '@/features/movies/cinemas/cinema-cards'
import { AtMyCinema } from '@/features/movies/home/at-my-cinema'
import { HomeHero, HomeHeroSkeleton } from '@/features/movies/home/home-hero'
import { MovieCard, posterGrid, PosterGridSkeleton } from '@/features/movies/movie-card'
import { comingSoon, nowShowing } from '@/features/movies/queries'
import { buttonClass } from '@/components/ui/button'
import { EmptyPanel, ErrorPanel, Loading } from '@/components/ui/states'

/** What is on, what comes next, and, pinned above it all, the ticket of tonight. */
export function HomePage({ pinned }: { pinned: ReactNode }) {
  const now = useQuery(nowShowing)
  const movies = now.data?.items ?? []

  return (
    <>
      {pinned}
      {now.isPending ? <HomeHeroSkeleton /> : <HomeHero movies={movies} />}
      <div className="shell grid grid-cols-1 gap-16">
        <AtMyCinema />
        <section aria-labelledby="on-now">
          <h2 id="on-now" className="mb-6 text-3xl sm:text-4xl">
            <Trans>All movies on now</Trans>
          </h2>
          {now.isPending && (
            <Loading label={t`Loading movies`}>
              <PosterGridSkeleton count={10} />
            </Loading>
          )}
          {now.isError && <ErrorPanel error={now.error} onRetry={() => void now.refetch()} />}
          {now.isSuccess && movies.length === 0 && (
            <EmptyPanel
              title={t`Nothing is showing just now`}
              action={
                <Link to="/movies" search={{ show: 'soon' }} className={buttonClass('primary')}>
                  <Trans>See what is coming</Trans>
                </Link>
              }
            >
              <Trans>The schedule is empty at the moment. New movies are on their way.</Trans>
            </EmptyPanel>
          )}
          <div className={posterGrid}>
            {movies.map((movie, index) => (
              <MovieCard key={movie.movieId} movie={movie} eager={index < 2} />
            ))}
          </div>
        </section>
        <ComingSoon />
        <section aria-labelledby="cinemas">
          <h2 id="cinemas" className="mb-6 text-3xl sm:text-4xl">
            <Trans>Our cinemas</Trans>
          </h2>
          <CinemaCards level="h3" />
        </section>
      </div>
    </>
  )
}

function ComingSoon() {
  const soon = useQuery(comingSoon)
  if (soon.isPending || soon.data?.items.length === 0) return null
  return (
    <section aria-labelledby="soon">
      <h2 id="soon" className="mb-6 text-3xl sm:text-4xl">
        <Trans>Coming soon</Trans>
      </h2>
      {soon.isError && <ErrorPanel error={soon.error} onRetry={() => void soon.refetch()} />}
      <div className={posterGrid}>
        {soon.data?.items.map((movie) => (
          <MovieCard key={movie.movieId} movie={movie} opens />
        ))}
      </div>
    </section>
  )
}
