import { useQuery } from '@tanstack/react-query'
import type { Reservation } from '@/api'
import { useGuestBookings } from '@/lib/session/guest-bookings'
import { ownBookings } from '@/lib/api/own-bookings'
import { keptOfAccount } from '@/lib/session/kept-bookings'
import { useSession } from '@/lib/session/session'

/** Every booking that the person can open here: as a guest, and those of the account. */
export function useOpenBookings(): Reservation[] {
  const { status } = useSession()
  const signedIn = status === 'signed-in'
  const own = useQuery({ ...ownBookings, enabled: signedIn })
  return [
    ...useGuestBookings(),
    ...(own.data?.items ?? (status === 'anonymous' ? keptOfAccount() : [])),
  ]
}
