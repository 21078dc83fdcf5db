import { useQueries } from '@tanstack/react-query'
import type { Reservation } from '@/api'
import { getReservationOptions } from '@/api/@tanstack/react-query.gen'
import { useGuestBookingIds } from '@/lib/session/guest-access'

/** The bookings made, or found again, as a guest in this tab. */
export function useGuestBookings(): Reservation[] {
  const answers = useQueries({
    queries: useGuestBookingIds().map((reservationId) => ({
      ...getReservationOptions({ path: { reservationId } }),
      retry: false,
    })),
  })
  return answers.flatMap(({ data }) => data ?? [])
}
