import { QueryClient } from '@tanstack/react-query'
import { Problem } from '@/lib/api/problem'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => failures < 2 && isWorthRepeating(error),
      // Offline, a page says so instead of waiting in silence; back online, it reads what it missed.
      networkMode: 'always',
      refetchOnReconnect: true,
    },
    mutations: { networkMode: 'always' },
  },
})

/** Being refused is an answer, and ten seconds of silence have been long enough: then a person decides. */
function isWorthRepeating(error: Error): boolean {
  if (!(error instanceof Problem) || error.code === 'no_answer') return false
  return error.status === 0 || error.status >= 500
}
