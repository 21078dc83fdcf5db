import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { cancelReservation, confirmReservation, type Reservation } from '@/api'
import { getReservationOptions, getReservationQueryKey } from '@/api/@tanstack/react-query.gen'
import { notify } from '@/lib/notices'
import { problemText } from '@/lib/problem'

/** One booking and what its owner can do with it. */
export function useBooking(reservationId: number) {
  const queryClient = useQueryClient()
  const path = { reservationId }
  const booking = useQuery({ ...getReservationOptions({ path }), staleTime: 0 })

  function settled(data: Reservation) {
    queryClient.setQueryData(getReservationQueryKey({ path }), data)
    void queryClient.invalidateQueries()
  }

  function refused(error: unknown) {
    notify(problemText(error), 'danger')
    void booking.refetch()
  }

  const confirm = useMutation({
    mutationFn: async () => (await confirmReservation({ path, throwOnError: true })).data,
    onSuccess: settled,
    onError: refused,
  })

  const cancel = useMutation({
    mutationFn: async () => (await cancelReservation({ path, throwOnError: true })).data,
    onSuccess: settled,
    onError: refused,
  })

  return { booking, confirm, cancel }
}
