import type { Reservation, Seat, SeatMap, Showtime } from '@/api'

/** Builders of what the API answers; each test names only what matters to it. */
export function givenShowtime(part: Partial<Showtime> = {}): Showtime {
  return {
    showtimeId: 7,
    movieId: 1,
    movieTitle: 'The Long Tide',
    status: 'scheduled',
    startsAt: '2026-11-22T19:40:00-05:00',
    endsAt: '2026-11-22T21:22:00-05:00',
    cinema: {
      cinemaId: 1,
      name: 'The Meridian',
      address: '214 Lantern Street',
      city: 'New York',
      timeZone: 'America/New_York',
    },
    screen: { screenId: 1, name: 'Screen 1', format: '2D' },
    priceFrom: 8,
    currency: 'USD',
    seatsAvailable: 96,
    ...part,
  }
}

/** 8 rows of 12, all free; `changes` by label. Ids are row × 100 + column. */
export function givenSeatMap(
  changes: Record<string, Partial<Seat>> = {},
  part: Partial<SeatMap> = {},
): SeatMap {
  const rows = [...'ABCDEFGH'].map((row, index) => ({
    label: row,
    seats: Array.from({ length: 12 }, (_, column): Seat => {
      const label = `${row}${column + 1}`
      return {
        seatId: (index + 1) * 100 + column + 1,
        label,
        row,
        column: column + 1,
        seatClass: index < 5 ? 'standard' : 'premium',
        price: index < 5 ? 8 : 16,
        status: 'available',
        ...changes[label],
      }
    }),
  }))
  return {
    showtime: givenShowtime(),
    currency: 'USD',
    version: 1,
    holdExpiresAt: null,
    reservationId: null,
    waitingRoomId: null,
    rows,
    ...part,
  }
}

export function givenReservation(part: Partial<Reservation> = {}): Reservation {
  return {
    reservationId: 1,
    reference: 'K7PX4MRW2T',
    status: 'confirmed',
    showtime: givenShowtime(),
    tickets: [
      { ticketId: 1, seatId: 505, seatLabel: 'E5', seatClass: 'standard', price: 8, refund: 8 },
    ],
    cancelledTickets: [],
    total: 8,
    refundDue: 0,
    currency: 'USD',
    refundPolicy: {
      until: (part.showtime ?? givenShowtime()).startsAt,
      feeKind: 'none',
      fee: 0,
      refundNow: 8,
    },
    movedFrom: null,
    payment: {
      status: 'not_required',
      provider: 'counter',
      amount: 8,
      refunded: 0,
      refundPending: 0,
      declineCode: null,
    },
    createdAt: '2026-11-22T12:00:00-05:00',
    expiresAt: null,
    confirmedAt: '2026-11-22T12:01:00-05:00',
    cancelledAt: null,
    ...part,
  }
}
