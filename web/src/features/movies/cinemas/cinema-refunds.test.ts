import { expect, test } from 'vitest'
import type { CinemaDetails } from '@/api'
import { cinemaRefunds } from '@/features/movies/cinemas/cinema-refunds'

const cinema = (minutes: number, feeKind: 'none' | 'amount' | 'percent', fee: number) =>
  ({ refundPolicy: { minutes, feeKind, fee }, currency: 'USD' }) as CinemaDetails

test.each([
  [0, 'none', 0, 'You can cancel a booking until the show starts, and get everything back.'],
  [
    90,
    'amount',
    1.5,
    'You can cancel a booking until 90 minutes before the show starts; the cinema keeps $1.50 of each ticket.',
  ],
  [
    120,
    'percent',
    7.5,
    'You can cancel a booking until 2 hours before the show starts; the cinema keeps 7.5% of the price.',
  ],
  [
    1440,
    'none',
    0,
    'You can cancel a booking until 1 day before the show starts, and get everything back.',
  ],
] as const)('%i minutes, %s %d', (minutes, feeKind, fee, text) => {
  expect(cinemaRefunds(cinema(minutes, feeKind, fee))).toBe(text)
})
