import { expect, test } from 'vitest'
import type { SeatProposal } from '@/api'
import { describeProposal } from '@/features/seats/best/best-seats'
import { allSeats } from '@/features/seats/map/seat-places'
import { givenSeatMap } from '@/test/given'

function proposal(labels: string[], total: number): SeatProposal {
  const seats = allSeats(givenSeatMap().rows).filter(({ label }) => labels.includes(label))
  const isSplit = seats[0]?.row !== seats.at(-1)?.row
  return { showtimeId: 7, version: 1, seats, isSplit, total, currency: 'USD' }
}

test('one seat is named with its price', () => {
  expect(describeProposal(proposal(['F6'], 16))).toBe('F6, $16.00.')
})

test('seats in one row are side by side', () => {
  expect(describeProposal(proposal(['F5', 'F6', 'F7'], 48))).toBe(
    'F5, F6 and F7, side by side, $48.00.',
  )
})

test('a party that no row has room for is told so, and who sits where', () => {
  expect(describeProposal(proposal(['E6', 'E7', 'F6'], 32))).toBe(
    'No row has 3 free seats together, so two rows: E6 and E7 in row E; F6 in row F, $32.00.',
  )
})
