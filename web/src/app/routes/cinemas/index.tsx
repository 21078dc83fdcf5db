import { createFileRoute } from '@tanstack/react-router'
import { CinemasPage } from '@/features/movies/cinemas/cinemas-page'
import { cinemas } from '@/features/movies/queries'

export const Route = createFileRoute('/cinemas/')({
  loader: ({ context: { queryClient } }) => void queryClient.prefetchQuery(cinemas),
  component: CinemasPage,
})
