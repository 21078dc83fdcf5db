import { queryOptions } from '@tanstack/react-query'
import { listAllMovies, type Movie } from '@/api'
import { everything } from '@/features/admin/shell/managed-cinema'

/** Every movie, or every open one, by title: what a form offers to choose from. Read page by page. */
export function movieOptions(status?: 'open') {
  return queryOptions({
    queryKey: ['movieOptions', status],
    queryFn: async ({ signal }) => {
      const read = async (page: number) => {
        const query = { status, page, pageSize: everything }
        return (await listAllMovies({ query, signal, throwOnError: true })).data
      }
      const first = await read(1)
      const pages = Math.ceil(first.total / everything)
      const rest = await Promise.all(
        Array.from({ length: Math.max(0, pages - 1) }, (_, index) => read(index + 2)),
      )
      const movies: Movie[] = [first, ...rest].flatMap((page) => page.items)
      return movies.sort((one, other) => one.title.localeCompare(other.title))
    },
  })
}
