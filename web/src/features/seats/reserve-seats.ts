import { createReservation, type Reservation, type Seat } from '@/api'
import { newIdempotencyKey } from '@/lib/idempotency'
import { Problem } from '@/lib/problem'

let attempt: { of: string; key: string } | undefined

/** Books the seats. A repeat after silence carries the key of the first try, so that it books nothing twice. */
export async function reserveSeats(showtimeId: number, seats: Seat[]): Promise<Reservation> {
  const seatIds = seats.map(({ seatId }) => seatId).sort((a, b) => a - b)
  const of = `${showtimeId}:${seatIds.join()}`
  if (attempt?.of !== of) attempt = { of, key: newIdempotencyKey() }
  try {
    const { data } = await createReservation({
      body: { showtimeId, seatIds },
      headers: { 'Idempotency-Key': attempt.key },
      throwOnError: true,
    })
    attempt = undefined
    return data
  } catch (error) {
    const answered = error instanceof Problem && error.status > 0 && error.status < 500
    if (answered) attempt = undefined
    throw error
  }
}
