import { useQueries, useQuery } from '@tanstack/react-query'
import type { Reservation } from '@/api'
import { getReservationOptions } from '@/api/@tanstack/react-query.gen'
import { useGuestBookingIds } from '@/lib/guest-access'
import { ownBookings } from '@/lib/own-bookings'
import { useSession } from '@/lib/session'

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

/** Every booking that the person can open here: as a guest, and those of the account. */
export function useOpenBookings(): Reservation[] {
  const signedIn = useSession().status === 'signed-in'
  const own = useQuery({ ...ownBookings, enabled: signedIn })
  return [...useGuestBookings(), ...(own.data?.items ?? [])]
}
