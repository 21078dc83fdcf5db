import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowRight, Ticket } from 'lucide-react'
import { seatLabels, sortBookings } from '@/features/booking/own-bookings'
import { dayInZone, dayOf, relativeDay, timeOf } from '@/lib/dates'
import { ownBookings } from '@/lib/own-bookings'
import { serverNow } from '@/lib/server-clock'

/** The booking one is most likely to look for, in one line: the one to finish, or the next show. */
export default function NextTicket() {
  const bookings = useQuery(ownBookings)
  if (!bookings.data) return null
  const { waiting, upcoming } = sortBookings(bookings.data.items, serverNow())
  const next = waiting[0] ?? upcoming[0]
  if (!next) return null

  const { showtime, status, reference, reservationId } = next
  const pending = status === 'pending'
  const today = dayInZone(showtime.cinema.timeZone, serverNow())
  return (
    <aside aria-label="Your next show" className="border-b border-line bg-surface">
      <Link
        to={pending ? '/checkout/$reservationId' : '/reservations/$reservationId'}
        params={{ reservationId: String(reservationId) }}
        className="group shell flex min-h-16 items-center gap-4 py-2.5 hover:bg-raised focus-visible:outline-offset-[-3px]"
      >
        <Ticket aria-hidden className="size-6 shrink-0 text-accent" />
        <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-4">
          <span className="font-semibold text-accent">
            {pending ? 'Finish your booking' : 'Your next show'}
          </span>
          <span className="display text-xl">
            {timeOf(showtime.startsAt)} {relativeDay(dayOf(showtime.startsAt), today)}
          </span>
          <span className="font-medium">{showtime.movieTitle}</span>
          <span className="text-muted">
            {showtime.cinema.name} · {seatLabels(next)}
            {!pending && ` · ${reference}`}
          </span>
        </span>
        <ArrowRight aria-hidden className="size-5 shrink-0" />
      </Link>
    </aside>
  )
}
