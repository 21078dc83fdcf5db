import { queryOptions } from '@tanstack/react-query'
import { getAnalytics } from '@/api'

/** The one currency of the house, for amounts that come without theirs. */
export const currencyOptions = queryOptions({
  queryKey: ['currency'],
  queryFn: async ({ signal }) => (await getAnalytics({ signal, throwOnError: true })).data.currency,
  staleTime: Infinity,
})
