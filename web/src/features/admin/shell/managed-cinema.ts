import { useQuery } from '@tanstack/react-query'
import { listAllCinemasOptions } from '@/api/@tanstack/react-query.gen'
import { deviceStorage } from '@/lib/browser/storage'

const key = 'managed-cinema'
/** The most the API gives at once. */
export const everything = 100

/** Those that are in this person's hands. */
export const allCinemas = listAllCinemasOptions({ query: { pageSize: everything } })

export function rememberManagedCinema(cinemaId: number): void {
  deviceStorage.write(key, String(cinemaId))
}

/** The cinema of the address, else the one a manager worked on last, else the first. */
export function useManagedCinema(asked: number | undefined) {
  const cinemas = useQuery(allCinemas)
  const remembered = Number(deviceStorage.read(key))
  const all = cinemas.data?.items ?? []
  const cinema =
    all.find(({ cinemaId }) => cinemaId === asked) ??
    (asked === undefined ? all.find(({ cinemaId }) => cinemaId === remembered) : undefined) ??
    all[0]
  return { cinemas, cinema }
}
