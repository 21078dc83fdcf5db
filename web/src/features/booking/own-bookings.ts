import type { Reservation } from '@/api'

export type SortedBookings = {
  waiting: Reservation[]
  upcoming: Reservation[]
  past: Reservation[]
}

const start = ({ showtime }: Reservation) => Date.parse(showtime.startsAt)

/** What still has to be confirmed, what is to come (soonest first), and the rest (latest first). */
export function sortBookings(bookings: Reservation[], now: number): SortedBookings {
  const running = (booking: Reservation) => Date.parse(booking.showtime.endsAt) > now
  const waiting = bookings.filter(({ status }) => status === 'pending')
  const upcoming = bookings
    .filter((booking) => booking.status === 'confirmed' && running(booking))
    .sort((a, b) => start(a) - start(b))
  const shown = new Set([...waiting, ...upcoming])
  const past = bookings.filter((booking) => !shown.has(booking)).sort((a, b) => start(b) - start(a))
  return { waiting, upcoming, past }
}

/** `E5, E6` */
export function seatLabels({ tickets }: Reservation): string {
  return tickets.map(({ seatLabel }) => seatLabel).join(', ')
}
