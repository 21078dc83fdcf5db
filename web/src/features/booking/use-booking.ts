import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { cancelReservation, confirmReservation, type Reservation } from '@/api'
import { getReservationOptions, getReservationQueryKey } from '@/api/@tanstack/react-query.gen'
import { newIdempotencyKey } from '@/lib/idempotency'
import { notify } from '@/lib/notices'
import { problemText } from '@/lib/problem'

/** One booking and what its owner can do with it. A repeated request carries the key of its first try. */
export function useBooking(reservationId: number) {
  const queryClient = useQueryClient()
  const [keys] = useState(() => ({ confirm: newIdempotencyKey(), cancel: newIdempotencyKey() }))
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
    mutationFn: async () => {
      const headers = { 'Idempotency-Key': keys.confirm }
      return (await confirmReservation({ path, headers, throwOnError: true })).data
    },
    onSuccess: settled,
    onError: refused,
  })

  const cancel = useMutation({
    mutationFn: async () => {
      const headers = { 'Idempotency-Key': keys.cancel }
      return (await cancelReservation({ path, headers, throwOnError: true })).data
    },
    onSuccess: settled,
    onError: refused,
  })

  return { booking, confirm, cancel }
}
