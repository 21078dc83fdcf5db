import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { cancelReservation, cancelTickets, confirmReservation, type Reservation } from '@/api'
import { getReservationOptions, getReservationQueryKey } from '@/api/@tanstack/react-query.gen'
import { once, onceMore } from '@/lib/api/idempotency'

/** One booking and what its owner can do with it. */
export function useBooking(reservationId: number) {
  const queryClient = useQueryClient()
  const path = { reservationId }
  const booking = useQuery({ ...getReservationOptions({ path }), staleTime: 0 })

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

  return { booking, confirm, cancel, cancelSome }
}
