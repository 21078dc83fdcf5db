import { expect, test } from 'vitest'
import { allSeats, bestSeat, replacementFor } from '@/features/seats/map/seat-places'
import { givenSeatMap } from '@/test/given'

const find = (map: ReturnType<typeof givenSeatMap>, label: string) =>
  allSeats(map.rows).find((seat) => seat.label === label)!

test('the best seat is free, in the middle, two thirds back', () => {
  expect(bestSeat(givenSeatMap().rows)?.label).toBe('F6')
  const { rows } = givenSeatMap({ F6: { status: 'sold' } })
  expect(bestSeat(rows)?.label).toBe('F7')
})

test('a full house still has a seat to start from', () => {
  const full = givenSeatMap()
  for (const seat of allSeats(full.rows)) seat.status = 'sold'
  expect(bestSeat(full.rows)).toBeDefined()
})

test('a lost seat is replaced by the nearest free one of its class', () => {
  const map = givenSeatMap({ E5: { status: 'sold' }, E4: { status: 'locked' } })
  expect(replacementFor(map.rows, find(map, 'E5'), new Set())?.label).toBe('E6')
  expect(replacementFor(map.rows, find(map, 'E5'), new Set([506]))?.seatClass).toBe('standard')
})

test('a place of a wheelchair is nobody’s best seat and replaces none but its like', () => {
  const map = givenSeatMap({
    F6: { accessibility: 'wheelchair' },
    E5: { status: 'sold' },
    E6: { accessibility: 'companion' },
    E4: { status: 'locked' },
  })
  expect(bestSeat(map.rows)?.label).toBe('F7')
  expect(replacementFor(map.rows, find(map, 'E5'), new Set())?.label).not.toBe('E6')
  const lost = find(givenSeatMap({ H12: { accessibility: 'wheelchair' } }), 'H12')
  expect(replacementFor(map.rows, lost, new Set())?.label).toBe('F6')
})
