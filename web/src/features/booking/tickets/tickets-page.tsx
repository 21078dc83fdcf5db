import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { BookingTicketList } from '@/features/booking/tickets/booking-ticket-list'
import { sortBookings } from '@/features/booking/own-bookings'
import { PageHeading } from '@/components/page-heading'
import { PosterStrip } from '@/components/poster-strip'
import { buttonClass } from '@/components/ui/button'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { useGuestBookings } from '@/lib/session/guest-bookings'
import { keptOfAccount } from '@/lib/session/kept-bookings'
import { ownBookings } from '@/lib/api/own-bookings'
import { serverNow } from '@/lib/time/server-clock'
import { useSession } from '@/lib/session/session'

/** One's own bookings: what to finish, what is to come, what has been. */
export function TicketsPage() {
  const { status } = useSession()
  const signedIn = status === 'signed-in'
  const own = useQuery({ ...ownBookings, staleTime: 0, enabled: signedIn })
  const guests = useGuestBookings()
  // Out of reach: the tickets that this device has seen.
  const kept = status === 'anonymous' || own.isError ? keptOfAccount() : []
  const sorted = sortBookings([...guests, ...(own.data?.items ?? kept)], serverNow())
  const known = !signedIn || own.isSuccess
  // What stands below the list waits for it, or it would move when the list comes.
  const loading = status === 'restoring' || (signedIn && own.isPending)
  const none = sorted.waiting.length + sorted.upcoming.length === 0

  return (
    <div className="shell grid gap-10 pt-8 sm:pt-12">
      <div className="grid gap-3">
        <PageHeading title={t`My tickets`}>
          <Trans>My tickets</Trans>
        </PageHeading>
        <p className="max-w-prose text-lg text-muted">
          <Trans>
            Open a ticket for its QR code, a file for your calendar, and a page to print. Until when
            you can cancel stands on the ticket.
          </Trans>
        </p>
      </div>
      {loading && (
        <Loading label={t`Loading your tickets`} className="grid min-h-dvh content-start gap-4">
          <Skeleton className="h-8 w-40" />
          <div className="grid gap-4 lg:grid-cols-2">
            <Skeleton className="h-40" />
            <Skeleton className="h-40" />
          </div>
        </Loading>
      )}
      {own.isError && <ErrorPanel error={own.error} onRetry={() => void own.refetch()} />}
      <BookingTicketList title={t`Waiting for you`} bookings={sorted.waiting} />
      {signedIn && known && none && (
        <EmptyPanel
          title={t`No show ahead`}
          action={
            <Link to="/" className={buttonClass('primary')}>
              <Trans>See what is on</Trans>
            </Link>
          }
        >
          <Trans>When you book, your ticket waits here and on the first page.</Trans>
        </EmptyPanel>
      )}
      <BookingTicketList title={t`Upcoming`} bookings={sorted.upcoming} />
      <BookingTicketList title={t`Past and cancelled`} bookings={sorted.past} past />
      {status === 'anonymous' && kept.length === 0 && <Doors />}
      {signedIn && !loading && (
        <p className="text-muted">
          <Trans>Booked one without signing in? </Trans>
          <Link to="/find-booking" className="link font-semibold text-ink">
            <Trans>Find it by its reference</Trans>
          </Link>
        </p>
      )}
      {none && !loading && <PosterStrip />}
    </div>
  )
}

/** Not signed in: the two places where a ticket can be. */
function Doors() {
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <section className="grid content-between gap-5 rounded-2xl border border-line bg-surface p-6 sm:p-8">
        <div>
          <h2 className="text-2xl">
            <Trans>Booked with an account?</Trans>
          </h2>
          <p className="mt-2 text-muted">
            <Trans>Sign in, and every ticket of yours is here.</Trans>
          </p>
        </div>
        <Link
          to="/sign-in"
          search={{ redirect: '/tickets' }}
          className={buttonClass('primary', 'justify-self-start')}
        >
          <Trans>Sign in</Trans>
        </Link>
      </section>
      <section className="grid content-between gap-5 rounded-2xl border border-line bg-surface p-6 sm:p-8">
        <div>
          <h2 className="text-2xl">
            <Trans>Booked as a guest?</Trans>
          </h2>
          <p className="mt-2 text-muted">
            <Trans>
              The reference and your email address bring the ticket back, on any device.
            </Trans>
          </p>
        </div>
        <Link to="/find-booking" className={buttonClass('secondary', 'justify-self-start')}>
          <Trans>Find a booking</Trans>
        </Link>
      </section>
    </div>
  )
}
