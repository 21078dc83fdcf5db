import clsx from 'clsx'
import type { Movie } from '@/api'
import { Localized } from '@/components/localized'
import { formatDuration } from '@/lib/format/dates'

type Facts = Pick<Movie, 'rating' | 'durationMinutes' | 'genre'>

/** Rating, length and genre on one line. */
export function MovieFacts({ movie, className }: { movie: Facts; className?: string }) {
  return (
    <span data-readers className={clsx('text-muted', className)}>
      <span className="font-semibold text-ink">{movie.rating}</span> ·{' '}
      <Localized>{formatDuration(movie.durationMinutes)}</Localized>
      {movie.genre && ` · ${movie.genre}`}
    </span>
  )
}
