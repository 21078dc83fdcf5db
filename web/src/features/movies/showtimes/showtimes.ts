import type { Showtime } from '@/api'
import type { ShowtimeSearch } from '@/features/movies/search'
import { dayOf } from '@/lib/format/dates'

/** So few seats left that it is worth saying so. */
export const nearlyFull = 12

export type CinemaDay = { cinema: Showtime['cinema']; showtimes: Showtime[] }

export function cinemasOf(showtimes: Showtime[]): Showtime['cinema'][] {
  const byId = new Map(showtimes.map(({ cinema }) => [cinema.cinemaId, cinema]))
  return [...byId.values()].sort((a, b) => a.name.localeCompare(b.name))
}

export function formatsOf(showtimes: Showtime[]): Showtime['screen']['format'][] {
  return [...new Set(showtimes.map(({ screen }) => screen.format))].sort()
}

export function matching(showtimes: Showtime[], { cinema, format }: ShowtimeSearch) {
  return showtimes.filter(
    (showtime) =>
      (cinema === undefined || showtime.cinema.cinemaId === cinema) &&
      (format === undefined || showtime.screen.format === format),
  )
}

/** The days on which there is something to see, each the calendar day of its own cinema. */
export function daysOf(showtimes: Showtime[]): string[] {
  return [...new Set(showtimes.map(({ startsAt }) => dayOf(startsAt)))].sort()
}

/** One day's showtimes, cinema by cinema, in the order in which they start. */
export function byCinema(showtimes: Showtime[], day: string): CinemaDay[] {
  const ofDay = showtimes
    .filter(({ startsAt }) => dayOf(startsAt) === day)
    .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
  return cinemasOf(ofDay).map((cinema) => ({
    cinema,
    showtimes: ofDay.filter((showtime) => showtime.cinema.cinemaId === cinema.cinemaId),
  }))
}

/** Movie by movie, the one that starts next first. */
export function byMovie(showtimes: Showtime[]): [movieId: number, [Showtime, ...Showtime[]]][] {
  const movies = new Map<number, [Showtime, ...Showtime[]]>()
  for (const showtime of [...showtimes].sort(
    (a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt),
  )) {
    const others = movies.get(showtime.movieId)
    if (others) others.push(showtime)
    else movies.set(showtime.movieId, [showtime])
  }
  return [...movies]
}
