import { t } from '@lingui/core/macro'
import * as z from 'zod/mini'
import type { Movie, MovieRequest } from '@/api'
import { plannedFields } from '@/features/admin/movies/planned-fields'

export const ratings = ['G', 'PG', 'PG-13', 'R', 'NC-17'] as const

const calendarDay = /^\d{4}-\d{2}-\d{2}$/

/** A movie as the form holds it; the server has the last word. */
export const movieFields = z
  .object({
    title: z
      .string()
      .check(
        z.trim(),
        z.minLength(1, t`Enter a title.`),
        z.maxLength(200, t`Use 200 characters at most.`),
      ),
    durationMinutes: z.string().check(
      z.trim(),
      z.refine(
        (text) => /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 1440,
        t`Enter minutes, 1 to 1440.`,
      ),
    ),
    rating: z.string().check(z.minLength(1, t`Choose a rating.`)),
    releaseDate: z.string().check(z.regex(calendarDay, t`Choose a day.`)),
    scheduledCloseDate: z.string(),
    status: z.enum(['open', 'closed']),
    genre: z.string().check(z.trim(), z.maxLength(50, t`Use 50 characters at most.`)),
    director: z.string().check(z.trim(), z.maxLength(100, t`Use 100 characters at most.`)),
    cast: z.string(),
    description: z.string().check(z.maxLength(5000, t`Use 5000 characters at most.`)),
    posterUrl: z.string().check(z.trim(), z.maxLength(500, t`Use 500 characters at most.`)),
    showtimes: z.array(plannedFields),
  })
  .check(
    z.refine(
      ({ releaseDate, scheduledCloseDate }) =>
        scheduledCloseDate === '' || scheduledCloseDate >= releaseDate,
      { path: ['scheduledCloseDate'], message: t`The last day cannot lie before the release.` },
    ),
  )

export type MovieFields = z.infer<typeof movieFields>

/** The members of the API's movie that the form has a field for, in its order. */
export const movieFieldNames = [
  'title',
  'durationMinutes',
  'rating',
  'releaseDate',
  'scheduledCloseDate',
  'status',
  'genre',
  'director',
  'cast',
  'description',
  'posterUrl',
] as const

export const movieFieldLabels: Record<(typeof movieFieldNames)[number], string> = {
  title: t`Title`,
  durationMinutes: t`Length in minutes`,
  rating: t`Rating`,
  releaseDate: t`Release`,
  scheduledCloseDate: t`Last day`,
  status: t`Status`,
  genre: t`Genre`,
  director: t`Director`,
  cast: t`Cast`,
  description: t`Description`,
  posterUrl: t`Poster`,
}

export const emptyMovie: MovieFields = {
  title: '',
  durationMinutes: '',
  rating: '',
  releaseDate: '',
  scheduledCloseDate: '',
  status: 'open',
  genre: '',
  director: '',
  cast: '',
  description: '',
  posterUrl: '',
  showtimes: [],
}

export function fieldsOf(movie: Movie): MovieFields {
  return {
    title: movie.title,
    durationMinutes: String(movie.durationMinutes),
    rating: movie.rating,
    releaseDate: movie.releaseDate,
    scheduledCloseDate: movie.scheduledCloseDate,
    status: movie.status,
    genre: movie.genre ?? '',
    director: movie.director ?? '',
    cast: movie.cast.join('\n'),
    description: movie.description ?? '',
    posterUrl: movie.posterUrl ?? '',
    showtimes: [],
  }
}

/** What is left empty is left out: the close date then follows the release. */
export function requestOf(fields: MovieFields): MovieRequest {
  const names = fields.cast
    .split('\n')
    .map((name) => name.trim())
    .filter(Boolean)
  return {
    title: fields.title.trim(),
    durationMinutes: Number(fields.durationMinutes),
    rating: fields.rating as Movie['rating'],
    releaseDate: fields.releaseDate,
    scheduledCloseDate: fields.scheduledCloseDate || null,
    status: fields.status,
    genre: fields.genre.trim() || null,
    director: fields.director.trim() || null,
    cast: names,
    description: fields.description.trim() || null,
    posterUrl: fields.posterUrl.trim() || null,
  }
}

/** Where two versions of a movie differ, in the form's words. */
export function differences(mine: MovieFields, theirs: MovieFields) {
  return movieFieldNames
    .filter((name) => mine[name].trim() !== theirs[name].trim())
    .map((name) => ({
      name,
      label: movieFieldLabels[name],
      mine: mine[name],
      theirs: theirs[name],
    }))
}
