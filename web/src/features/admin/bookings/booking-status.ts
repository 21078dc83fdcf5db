import type { Reservation } from '@/api'

const names: Record<Reservation['status'], string> = {
  pending: 'Not confirmed yet',
  confirmed: 'Confirmed',
  cancelled: 'Cancelled',
  expired: 'Ran out of time',
}

/** How far a booking is, in words. */
export function bookingStatus({ status, cancelledTickets }: Reservation): string {
  return status === 'confirmed' && cancelledTickets.length > 0
    ? 'Confirmed, partly cancelled'
    : names[status]
}
