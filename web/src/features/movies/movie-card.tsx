import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { Movie } from '@/api'
import { MovieFacts } from '@/features/movies/movie-facts'
import { Poster } from '@/components/poster'
import { Localized } from '@/components/localized'
import { Skeleton } from '@/components/ui/states'
import { formatDate } from '@/lib/format/dates'

type MovieCardProps = { movie: Movie; eager?: boolean; opens?: boolean }

const sizes = '(width >= 64rem) 18vw, (width >= 40rem) 30vw, 46vw'

/** A poster with its title: one link, named by the title. */
export function MovieCard({ movie, eager, opens }: MovieCardProps) {
  return (
    <Link
      to="/movies/$movieId"
      params={{ movieId: String(movie.movieId) }}
      className="group grid content-start gap-2.5 rounded-lg"
    >
      <span className="overflow-hidden rounded-lg">
        <Poster
          title={movie.title}
          url={movie.posterUrl}
          eager={eager}
          sizes={sizes}
          className="transition-transform duration-150 group-hover:scale-[1.03]"
        />
      </span>
      <span className="grid gap-0.5">
        <span className="display text-lg leading-tight decoration-2 underline-offset-4 group-hover:underline">
          {movie.title}
        </span>
        {opens && (
          <span className="text-sm font-semibold text-accent">
            <Trans>
              Opens <Localized>{formatDate(movie.releaseDate)}</Localized>
            </Trans>
          </span>
        )}
        <MovieFacts movie={movie} className="text-sm" />
      </span>
    </Link>
  )
}

export const posterGrid =
  'grid grid-cols-2 gap-x-4 gap-y-8 sm:grid-cols-3 sm:gap-x-5 md:grid-cols-4 lg:grid-cols-5 min-[2560px]:grid-cols-6'

export function PosterGridSkeleton({ count }: { count: number }) {
  return (
    <div className={posterGrid}>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="grid gap-2.5">
          <Skeleton className="aspect-2/3" />
          <Skeleton className="h-5 w-3/4" />
          <Skeleton className="h-4 w-1/2" />
        </div>
      ))}
    </div>
  )
}
