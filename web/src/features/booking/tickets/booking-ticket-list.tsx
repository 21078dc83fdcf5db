import { useQuery } from '@tanstack/react-query'
import type { Reservation } from '@/api'
import { listMoviesOptions } from '@/api/@tanstack/react-query.gen'
import { BookingTicket } from '@/features/booking/tickets/booking-ticket'

type BookingTicketListProps = { title: string; bookings: Reservation[]; past?: boolean }

/** Tickets under one heading. Those to come carry their poster; movies of old ones have left the programme. */
export function BookingTicketList({ title, bookings, past = false }: BookingTicketListProps) {
  const none = bookings.length === 0
  const movies = useQuery({
    ...listMoviesOptions({ query: { pageSize: 100 } }),
    enabled: !past && !none,
  })
  if (none) return null
  const posters = new Map(movies.data?.items.map(({ movieId, posterUrl }) => [movieId, posterUrl]))
  return (
    <section aria-label={title} className="grid gap-4">
      <h2 className="text-2xl sm:text-3xl">{title}</h2>
      <ul className="grid gap-4 lg:grid-cols-2">
        {bookings.map((booking) => (
          <li key={booking.reservationId}>
            <BookingTicket
              booking={booking}
              past={past}
              posterUrl={
                past || !movies.isPending
                  ? (posters.get(booking.showtime.movieId) ?? null)
                  : undefined
              }
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
