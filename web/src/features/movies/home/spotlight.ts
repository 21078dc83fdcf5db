import type { Movie } from '@/api'

const day = 86_400_000

/** Another movie every day, and the two after it, so that everybody's turn comes. */
export function spotlightOf(movies: Movie[], now: number): Movie[] {
  if (movies.length === 0) return []
  const start = Math.floor(now / day) % movies.length
  return [...movies.slice(start), ...movies.slice(0, start)].slice(0, 3)
}
