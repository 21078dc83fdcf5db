import { expect, test } from 'vitest'
import { moveByKey, type Place } from '@/features/seats/map/seat-keyboard'
import { givenSeatMap } from '@/test/given'

const { rows } = givenSeatMap({ E6: { status: 'sold' }, E7: { status: 'locked' } })
const E5: Place = { row: 4, seat: 4 }

function press(key: string, from = E5, modifiers: Partial<KeyboardEvent> = {}) {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
  const isFree = ({ status }: { status: string }) => status === 'available'
  return moveByKey(rows, from, { key, ...none, ...modifiers }, isFree)
}

test('arrows move one seat, over taken ones too', () => {
  expect(press('ArrowUp')).toEqual({ row: 3, seat: 4 })
  expect(press('ArrowDown')).toEqual({ row: 5, seat: 4 })
  expect(press('ArrowLeft')).toEqual({ row: 4, seat: 3 })
  expect(press('ArrowRight')).toEqual({ row: 4, seat: 5 })
})

test('nothing wraps at the edges', () => {
  const corner = { row: 0, seat: 0 }
  expect(press('ArrowUp', corner)).toEqual(corner)
  expect(press('ArrowLeft', corner)).toEqual(corner)
  const end = { row: 7, seat: 11 }
  expect(press('ArrowDown', end)).toEqual(end)
  expect(press('ArrowRight', end)).toEqual(end)
})

test('Home and End stay in the row, with Ctrl they reach the corners', () => {
  expect(press('Home')).toEqual({ row: 4, seat: 0 })
  expect(press('End')).toEqual({ row: 4, seat: 11 })
  expect(press('Home', E5, { ctrlKey: true })).toEqual({ row: 0, seat: 0 })
  expect(press('End', E5, { ctrlKey: true })).toEqual({ row: 7, seat: 11 })
})

test('PageUp and PageDown reach the first and last row', () => {
  expect(press('PageUp')).toEqual({ row: 0, seat: 4 })
  expect(press('PageDown')).toEqual({ row: 7, seat: 4 })
})

test('N jumps to the next free seat, Shift+N to the one before', () => {
  expect(press('n')).toEqual({ row: 4, seat: 7 })
  expect(press('N', { row: 4, seat: 7 }, { shiftKey: true })).toEqual(E5)
  expect(press('n', { row: 7, seat: 11 })).toEqual({ row: 7, seat: 11 })
})

test('leaves other keys, and shortcuts of the browser, alone', () => {
  expect(press('a')).toBeUndefined()
  expect(press('Tab')).toBeUndefined()
  expect(press('n', E5, { ctrlKey: true })).toBeUndefined()
  expect(press('ArrowLeft', E5, { altKey: true })).toBeUndefined()
})
