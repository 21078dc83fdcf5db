import { createFileRoute } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { HomePage } from '@/features/movies/home/home-page'
import { cinemas, comingSoon, prefetchProgramme } from '@/features/movies/queries'
import { useGuestBookingIds } from '@/lib/session/guest-access'
import { useSession } from '@/lib/session/session'

const NextTicket = lazy(() => import('@/features/booking/tickets/next-ticket'))

export const Route = createFileRoute('/')({
  loader: ({ context: { queryClient } }) => {
    void prefetchProgramme(queryClient)
    void queryClient.prefetchQuery(comingSoon)
    void queryClient.prefetchQuery(cinemas)
  },
  component: Home,
})

function Home() {
  const signedIn = useSession().status === 'signed-in'
  const guest = useGuestBookingIds().length > 0
  return (
    <HomePage
      pinned={
        (signedIn || guest) && (
          <Suspense>
            <NextTicket />
          </Suspense>
        )
      }
    />
  )
}
