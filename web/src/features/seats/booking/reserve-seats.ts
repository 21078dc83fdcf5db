import { createReservation, type Guest, type Reservation, type Seat, type SeatMap } from '@/api'
import { ticketHeader } from '@/features/seats/queue/queue-tickets'
import { rememberGuestAccess } from '@/lib/session/guest-access'
import { once } from '@/lib/api/idempotency'

/**
 * Books the seats, for a guest or for whoever is signed in. They are then kept until the checkout is finished
 * or its time runs out.
 */
export async function reserveSeats(
  { showtime, waitingRoomId }: SeatMap,
  seats: readonly Seat[],
  guest?: Guest,
): Promise<Reservation> {
  const seatIds = seats.map(({ seatId }) => seatId).sort((a, b) => a - b)
  const body = { showtimeId: showtime.showtimeId, seatIds, ...(guest && { guest }) }
  const { accessToken, ...reservation } = await once(
    `reserve ${JSON.stringify(body)}`,
    async (key) => {
      const headers = { ...key, ...ticketHeader(waitingRoomId) }
      return (await createReservation({ body, headers, throwOnError: true })).data
    },
  )
  if (accessToken) rememberGuestAccess(reservation.reservationId, accessToken)
  return reservation
}
