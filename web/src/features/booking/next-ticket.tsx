import { useQuery } from '@tanstack/react-query'
import { BookingTicket } from '@/features/booking/booking-ticket'
import { ownBookings, sortBookings } from '@/features/booking/own-bookings'
import { serverNow } from '@/lib/server-clock'

/** The booking one is most likely to look for: the one to finish, or the next show. */
export default function NextTicket() {
  const bookings = useQuery(ownBookings)
  if (!bookings.data) return null
  const { waiting, upcoming } = sortBookings(bookings.data.items, serverNow())
  const next = waiting[0] ?? upcoming[0]
  if (!next) return null
  return (
    <section aria-labelledby="next-ticket">
      <h2 id="next-ticket" className="mb-3 text-2xl">
        {next.status === 'pending' ? 'Finish your booking' : 'Your next show'}
      </h2>
      <div className="max-w-3xl">
        <BookingTicket booking={next} />
      </div>
    </section>
  )
}
