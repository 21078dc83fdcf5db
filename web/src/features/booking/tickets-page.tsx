import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Reservation } from '@/api'
import { BookingTicket } from '@/features/booking/booking-ticket'
import { sortBookings } from '@/features/booking/own-bookings'
import { PageHeading } from '@/components/page-heading'
import { buttonClass } from '@/components/ui/button'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { ownBookings } from '@/lib/own-bookings'
import { serverNow } from '@/lib/server-clock'

/** One's own bookings: what to finish, what is to come, what has been. */
export function TicketsPage() {
  const bookings = useQuery({ ...ownBookings, staleTime: 0 })
  const sorted = bookings.data && sortBookings(bookings.data.items, serverNow())

  return (
    <div className="shell grid gap-10 pt-8 sm:pt-12">
      <PageHeading title="My tickets">My tickets</PageHeading>
      {bookings.isPending && (
        <Loading label="Loading your tickets" className="grid gap-4 lg:grid-cols-2">
          <Skeleton className="h-32" />
          <Skeleton className="h-32" />
        </Loading>
      )}
      {bookings.isError && (
        <ErrorPanel error={bookings.error} onRetry={() => void bookings.refetch()} />
      )}
      {sorted && (
        <>
          <Tickets title="Waiting for you" bookings={sorted.waiting} />
          {sorted.waiting.length + sorted.upcoming.length === 0 && (
            <EmptyPanel
              title="No show ahead"
              action={
                <Link to="/" className={buttonClass('primary')}>
                  See what is on
                </Link>
              }
            >
              When you book, your ticket waits here and on the first page.
            </EmptyPanel>
          )}
          <Tickets title="Upcoming" bookings={sorted.upcoming} />
          <Tickets title="Past and cancelled" bookings={sorted.past} />
          <p className="text-muted">
            Booked one without signing in?{' '}
            <Link to="/find-booking" className="link font-semibold text-ink">
              Find it by its reference
            </Link>
          </p>
        </>
      )}
    </div>
  )
}

function Tickets({ title, bookings }: { title: string; bookings: Reservation[] }) {
  if (bookings.length === 0) return null
  return (
    <section aria-label={title} className="grid gap-4">
      <h2 className="text-2xl sm:text-3xl">{title}</h2>
      <ul className="grid gap-4 lg:grid-cols-2">
        {bookings.map((booking) => (
          <li key={booking.reservationId}>
            <BookingTicket booking={booking} />
          </li>
        ))}
      </ul>
    </section>
  )
}
