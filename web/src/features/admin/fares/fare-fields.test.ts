import { expect, test } from 'vitest'
import type { FareTable } from '@/api'
import { changesOf, fareFields, inForce } from '@/features/admin/fares/fare-fields'

const table: FareTable = {
  currency: 'USD',
  today: '2026-11-30',
  fares: [
    { seatClass: 'standard', validFrom: '2026-12-01', price: 9 },
    { seatClass: 'standard', validFrom: '2000-01-01', price: 8 },
    { seatClass: 'premium', validFrom: '2000-01-01', price: 16 },
  ],
  multipliers: [
    { format: '2D', validFrom: '2000-01-01', multiplier: 1 },
    { format: '3D', validFrom: '2000-01-01', multiplier: 1.25 },
    { format: 'IMAX', validFrom: '2000-01-01', multiplier: 1.5 },
  ],
}

test('the latest price up to a day is the one in force', () => {
  expect(inForce(table, '2026-11-30').standard).toBe('8.00')
  expect(inForce(table, '2026-12-01').standard).toBe('9.00')
})

test('only what changes on that day is sent', () => {
  const validFrom = '2026-12-01'
  const now = { validFrom, ...inForce(table, validFrom) }
  expect(changesOf({ ...now, standard: '9' }, table)).toBeUndefined()
  expect(changesOf({ ...now, premium: '18.50', IMAX: '1.75' }, table)).toEqual({
    validFrom,
    fares: [{ seatClass: 'premium', price: 18.5 }],
    multipliers: [{ format: 'IMAX', multiplier: 1.75 }],
  })
})

const isPrice = (standard: string, currency: string) =>
  fareFields(currency).safeParse({
    validFrom: '2026-12-01',
    ...inForce(table, '2026-12-01'),
    standard,
    premium: '20',
  }).success

test.each(['0', '-1', '1e9', '9.999', '10000001', '', 'nine'])('%s is no price', (standard) => {
  expect(isPrice(standard, 'USD')).toBe(false)
})

test.each([
  ['8.50', 'USD', true],
  ['8.50', 'JPY', false],
  ['1800', 'JPY', true],
  ['2.999', 'KWD', true],
  ['2.9995', 'KWD', false],
])('whether %s is a price goes by the decimals of %s', (standard, currency, expected) => {
  expect(isPrice(standard, currency)).toBe(expected)
})
