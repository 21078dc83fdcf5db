import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { Movie } from '@/api'
import { getMovieOptions } from '@/api/@tanstack/react-query.gen'
import { MovieFacts } from '@/features/movies/movie-facts'
import { useOutline } from '@/features/movies/outline'
import type { ShowtimeSearch } from '@/features/movies/search'
import { Showtimes } from '@/features/movies/showtimes/showtimes-section'
import { NotFoundPage } from '@/components/not-found-page'
import { PageHeading } from '@/components/page-heading'
import { Poster } from '@/components/poster'
import { PosterGlow } from '@/components/poster-glow'
import { Localized } from '@/components/localized'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { formatDate } from '@/lib/format/dates'
import { Problem } from '@/lib/api/problem'

const head =
  'shell relative grid grid-cols-[7rem_1fr] gap-x-5 gap-y-6 py-8 sm:grid-cols-[13rem_1fr] sm:gap-x-10 sm:py-12 lg:grid-cols-[16rem_1fr]'

/** One movie and every way to see it. */
export function MoviePage({ movieId, search }: { movieId: number; search: ShowtimeSearch }) {
  const movie = useQuery(getMovieOptions({ path: { movieId } }))

  const outline = useOutline(movieId)

  if (movie.isPending) {
    return (
      <>
        {outline ? <MovieHead movie={outline} /> : <MovieHeadSkeleton />}
        <Loading page={!outline} label={t`Loading the movie`} className="shell grid gap-6">
          <Skeleton className="h-9 w-44" />
          <Skeleton className="h-40" />
          <Skeleton className="h-64" />
        </Loading>
      </>
    )
  }
  if (movie.isError) {
    if (movie.error instanceof Problem && movie.error.status === 404) return <NotFoundPage />
    return (
      <div className="shell grid gap-6 py-12">
        <PageHeading title={t`Movie`}>
          <Trans>Movie</Trans>
        </PageHeading>
        <ErrorPanel error={movie.error} onRetry={() => void movie.refetch()} />
      </div>
    )
  }
  return (
    <>
      <MovieHead movie={movie.data} />
      <Showtimes movie={movie.data} search={search} />
    </>
  )
}

function MovieHead({ movie }: { movie: Movie }) {
  return (
    <div className="relative">
      <PosterGlow url={movie.posterUrl} />
      <div aria-hidden className="beam" />
      <div className={head}>
        <Poster title={movie.title} url={movie.posterUrl} eager className="shadow-2xl" />
        <div className="grid content-start gap-3 sm:content-center sm:gap-4">
          <PageHeading
            title={movie.title}
            className="text-[clamp(2rem,6.5vw,4.75rem)] leading-[0.92] font-extrabold tracking-[-0.035em]"
          >
            {movie.title}
          </PageHeading>
          <MovieFacts movie={movie} className="text-lg" />
          <div className="hidden sm:block">
            <MovieText movie={movie} />
          </div>
        </div>
        <div className="col-span-full sm:hidden">
          <MovieText movie={movie} />
        </div>
      </div>
    </div>
  )
}

function MovieText({ movie }: { movie: Movie }) {
  return (
    <div className="grid gap-4">
      {movie.description && (
        <p className="max-w-[60ch] text-lg leading-relaxed text-pretty">{movie.description}</p>
      )}
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {movie.director && <Fact term={t`Director`}>{movie.director}</Fact>}
        {movie.cast.length > 0 && <Fact term={t`Cast`}>{movie.cast.join(', ')}</Fact>}
        <Fact term={t`In cinemas`}>
          <Trans>
            <Localized>{formatDate(movie.releaseDate)}</Localized> to{' '}
            <Localized>{formatDate(movie.scheduledCloseDate)}</Localized>
          </Trans>
        </Fact>
      </dl>
    </div>
  )
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-muted">{term}</dt>
      <dd data-readers className="font-medium">
        {children}
      </dd>
    </div>
  )
}

function MovieHeadSkeleton() {
  return (
    <div className={head}>
      <Skeleton className="aspect-2/3" />
      <div className="grid min-w-0 grid-cols-1 content-start gap-3 sm:content-center sm:gap-4">
        <Skeleton className="h-14 max-w-xl" />
        <Skeleton className="h-6 w-48 max-w-full" />
        <Skeleton className="h-24 max-w-2xl max-sm:hidden" />
      </div>
      <Skeleton className="col-span-full h-40 sm:hidden" />
    </div>
  )
}
