import { expect, test } from 'vitest'
import type { Seat } from '@/api'
import { loneSeats } from '@/features/seats/choice/lone-seats'
import { givenSeatMap } from '@/test/given'

function lone(changes: Parameters<typeof givenSeatMap>[0]) {
  const is = (status: Seat['status']) => (seat: Seat) => seat.status === status
  const { rows } = givenSeatMap(changes)
  return loneSeats(rows, is('available'), is('selected')).map(({ label }) => label)
}

test('names the seat between one’s own', () => {
  expect(lone({ E5: { status: 'selected' }, E7: { status: 'selected' } })).toEqual(['E6'])
})

test('names the seat between one’s own and a wall or a taken one', () => {
  expect(lone({ E2: { status: 'selected' } })).toEqual(['E1'])
  expect(lone({ E5: { status: 'selected' }, E7: { status: 'sold' } })).toEqual(['E6'])
})

test('two free seats are no lone seat, and strangers’ gaps are none of ours', () => {
  expect(lone({ E5: { status: 'selected' }, E8: { status: 'sold' } })).toEqual([])
  expect(lone({ E5: { status: 'sold' }, E7: { status: 'sold' } })).toEqual([])
})
