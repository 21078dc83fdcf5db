import { expect, test } from 'vitest'
import type { Seat } from '@/api'
import { bestBlock, isForGroups } from '@/features/box-office/groups/best-block'

const rows = [...'ABCDEFGH'].map((row, depth) => ({
  seats: Array.from({ length: 12 }, (_, index): Seat => ({
    seatId: depth * 12 + index + 1,
    label: `${row}${index + 1}`,
    row,
    column: index + 1,
    seatClass: 'standard',
    price: 8,
    status: 'available',
  })),
}))
const labels = (count: number, isFree: (seat: Seat) => boolean = () => true) =>
  bestBlock(rows, count, isFree).map(({ label }) => label)

test('a class sits as a block around the best place of the house', () => {
  const found = labels(30)
  expect(found).toHaveLength(30)
  expect(found.slice(0, 10)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((n) => `E${n}`))
  expect(new Set(found.map((label) => label[0]))).toEqual(new Set(['E', 'F', 'G']))
})

test('a small group has one row, and what is taken is passed over', () => {
  expect(labels(4)).toEqual(['F5', 'F6', 'F7', 'F8'])
  expect(labels(12, ({ row, column }) => row !== 'F' || column > 1)).toEqual(
    Array.from({ length: 12 }, (_, index) => `E${index + 1}`),
  )
})

test('as many as the screen has, or what is left of it', () => {
  expect(labels(96)).toHaveLength(96)
  expect(labels(90, ({ row }) => row > 'C')).toHaveLength(60)
})

test('places for wheelchairs and beside them are left to those who need them', () => {
  const accessible = rows.map(({ seats }) => ({
    seats: seats.map((seat) =>
      seat.row === 'H' ? { ...seat, accessibility: 'wheelchair' as const } : seat,
    ),
  }))
  const found = bestBlock(accessible, 96, () => true)
  expect(found).toHaveLength(84)
  expect(found.every(isForGroups)).toBe(true)
})
