import { useQueries, useQuery } from '@tanstack/react-query'
import type { Reservation } from '@/api'
import { getReservationOptions } from '@/api/@tanstack/react-query.gen'
import { useGuestBookingIds } from '@/lib/guest-access'
import { ownBookings } from '@/lib/own-bookings'
import { useSession } from '@/lib/session'

/** Every booking that the person can open here: those of the account, and those made as a guest in this tab. */
export function useOpenBookings(): Reservation[] {
  const signedIn = useSession().status === 'signed-in'
  const own = useQuery({ ...ownBookings, enabled: signedIn })
  const guests = useQueries({
    queries: useGuestBookingIds().map((reservationId) => ({
      ...getReservationOptions({ path: { reservationId } }),
      retry: false,
    })),
  })
  return [...guests.flatMap(({ data }) => data ?? []), ...(own.data?.items ?? [])]
}
