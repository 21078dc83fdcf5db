import { createFileRoute } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { HomePage } from '@/features/movies/home-page'
import { comingSoon, nowShowing } from '@/features/movies/queries'
import { useSession } from '@/lib/session'

const NextTicket = lazy(() => import('@/features/booking/next-ticket'))

export const Route = createFileRoute('/')({
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(nowShowing)
    void queryClient.prefetchQuery(comingSoon)
  },
  component: Home,
})

function Home() {
  const signedIn = useSession().status === 'signed-in'
  return (
    <HomePage
      pinned={
        signedIn && (
          <Suspense>
            <NextTicket />
          </Suspense>
        )
      }
    />
  )
}
