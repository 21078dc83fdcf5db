import { createReservation, type Reservation, type Seat } from '@/api'

/** Books the seats, which are then kept until the checkout is finished or its time runs out. */
export async function reserveSeats(showtimeId: number, seats: Seat[]): Promise<Reservation> {
  const seatIds = seats.map(({ seatId }) => seatId)
  return (await createReservation({ body: { showtimeId, seatIds }, throwOnError: true })).data
}
