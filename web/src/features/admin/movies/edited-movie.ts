import { queryOptions } from '@tanstack/react-query'
import { getAnyMovie, updateMovie, type MovieDetails, type MovieRequest } from '@/api'

/** A movie and the version that was read: sent back with an edit, so that nobody's is overwritten unseen. */
export type EditedMovie = { movie: MovieDetails; version: string | undefined }

const versionOf = (response: Response | undefined) => response?.headers.get('ETag') ?? undefined

export async function readMovie(movieId: number, signal?: AbortSignal): Promise<EditedMovie> {
  const { data, response } = await getAnyMovie({ path: { movieId }, signal, throwOnError: true })
  return { movie: data, version: versionOf(response) }
}

export const editedMovie = (movieId: number) =>
  queryOptions({
    queryKey: ['editedMovie', movieId],
    queryFn: ({ signal }) => readMovie(movieId, signal),
  })

export async function saveMovie(
  movieId: number,
  body: MovieRequest,
  version: string | undefined,
): Promise<EditedMovie> {
  const { data, response } = await updateMovie({
    body,
    path: { movieId },
    headers: version === undefined ? undefined : { 'If-Match': version },
    throwOnError: true,
  })
  return { movie: data, version: versionOf(response) }
}
