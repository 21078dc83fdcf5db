import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import {
  cancelReservation,
  cancelTickets,
  confirmReservation,
  removeGiftCard,
  removeVoucher,
  setTicketKinds,
  useGiftCard as putGiftCard,
  useVoucher as putVoucher,
  type Reservation,
  type SeatKind,
} from '@/api'
import { getReservationOptions, getReservationQueryKey } from '@/api/@tanstack/react-query.gen'
import { once, onceMore } from '@/lib/api/idempotency'
import { isOutOfReach } from '@/lib/api/problem'
import { useOnline } from '@/lib/browser/online'
import { keepAppOffline } from '@/lib/browser/service-worker'
import { guestToken } from '@/lib/session/guest-access'
import { keepBooking, keptBooking } from '@/lib/session/kept-bookings'
import { useSession } from '@/lib/session/session'

/** One booking and what its owner can do with it; `kept`: as it was last seen, where it cannot be read now. */
export function useBooking(reservationId: number) {
  const queryClient = useQueryClient()
  const path = { reservationId }
  const booking = useQuery({ ...getReservationOptions({ path }), staleTime: 0 })
  const { user } = useSession()
  const online = useOnline()
  const { data } = booking
  const outOfReach = !online || isOutOfReach(booking.failureReason)
  const kept = data === undefined && outOfReach ? keptBooking(reservationId) : undefined

  useEffect(() => {
    if (data === undefined) return
    const owner = guestToken(data.reservationId) === undefined ? user?.userId : null
    // A session that has just ended has nothing kept any more.
    if (owner === undefined) return
    keepBooking(data, owner)
    if (data.status === 'confirmed') keepAppOffline()
  }, [data, user])

  const step = {
    ...onceMore,
    onSuccess: (data: Reservation) => {
      queryClient.setQueryData(getReservationQueryKey({ path }), data)
      void queryClient.invalidateQueries()
    },
    // Whatever was answered or not: the booking itself knows how far it is.
    onError: () => void booking.refetch(),
  }

  const confirm = useMutation({
    ...step,
    mutationFn: () =>
      once(`confirm ${reservationId}`, async (headers) => {
        return (await confirmReservation({ path, headers, throwOnError: true })).data
      }),
  })

  const cancel = useMutation({
    ...step,
    mutationFn: () =>
      once(`cancel ${reservationId}`, async (headers) => {
        return (await cancelReservation({ path, headers, throwOnError: true })).data
      }),
  })

  const cancelSome = useMutation({
    ...step,
    mutationFn: (ticketIds: number[]) =>
      once(`cancel ${reservationId}: ${ticketIds.join(',')}`, async (headers) => {
        const body = { ticketIds }
        return (await cancelTickets({ path, body, headers, throwOnError: true })).data
      }),
  })

  const setKinds = useMutation({
    ...step,
    // All of them, whatever they were: once or twice is the same, and no answer of before is kept for it.
    mutationFn: async (kinds: SeatKind[]) =>
      (await setTicketKinds({ path, body: { kinds }, throwOnError: true })).data,
    // Under way until the choices are read again, which the next choice is made of.
    onSuccess: async (data) => {
      queryClient.setQueryData(getReservationQueryKey({ path }), data)
      await queryClient.invalidateQueries()
    },
  })

  // The code, or null to use none: once or twice is the same.
  const setVoucher = useMutation({
    ...step,
    mutationFn: async (code: string | null) =>
      code === null
        ? (await removeVoucher({ path, throwOnError: true })).data
        : (await putVoucher({ path, body: { code }, throwOnError: true })).data,
    onSuccess: async (data) => {
      queryClient.setQueryData(getReservationQueryKey({ path }), data)
      await queryClient.invalidateQueries()
    },
  })

  const setGiftCard = useMutation({
    ...step,
    mutationFn: async (code: string | null) =>
      code === null
        ? (await removeGiftCard({ path, throwOnError: true })).data
        : (await putGiftCard({ path, body: { code }, throwOnError: true })).data,
  })

  return { booking, kept, confirm, cancel, cancelSome, setKinds, setVoucher, setGiftCard }
}
