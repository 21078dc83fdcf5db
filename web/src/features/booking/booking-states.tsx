import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMatch, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { useBooking } from '@/features/booking/use-booking'
import { NotFoundPage } from '@/components/not-found-page'
import { PageHeading } from '@/components/page-heading'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { Problem } from '@/lib/api/problem'
import { useSession } from '@/lib/session/session'

/** What a booking page shows while there is no booking to show. */
export function BookingMissing({ booking }: { booking: ReturnType<typeof useBooking>['booking'] }) {
  // The session, or a guest's token, ended while the page was open.
  const isSignedIn = useSession().status === 'signed-in'
  const isOver = !isSignedIn && booking.error instanceof Problem && booking.error.status === 401
  useSignInAgain(isOver)
  if (!booking.isError || isOver) {
    return (
      <Loading
        page
        label={t`Loading your booking`}
        className="shell grid gap-8 pt-12 lg:grid-cols-[1fr_24rem]"
      >
        <Skeleton className="h-96" />
        <Skeleton className="h-72" />
      </Loading>
    )
  }
  if (booking.error instanceof Problem && booking.error.status === 404) return <NotFoundPage />
  return (
    <div className="shell grid gap-6 py-12">
      <PageHeading title={t`Booking`}>
        <Trans>Booking</Trans>
      </PageHeading>
      <ErrorPanel error={booking.error} onRetry={() => void booking.refetch()} />
    </div>
  )
}

/**
 * Leads through sign-in and back here, once, unless somebody is on the way to another page already: until that is loaded this one stays, and is drawn again
 * with every address.
 */
function useSignInAgain(isOver: boolean) {
  const router = useRouter()
  const here = useMatch({ strict: false, select: ({ pathname }) => pathname })
  useEffect(() => {
    if (!isOver || router.state.location.pathname !== here) return
    void router.navigate({ to: '/sign-in', search: { redirect: here }, replace: true })
  }, [isOver, here, router])
}
