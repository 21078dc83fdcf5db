import { expect, test } from 'vitest'
import { changeOf, parseAmount } from '@/features/box-office/till/cash'

test.each([
  ['20', 2, '.', 20],
  [' 20.5 ', 2, '.', 20.5],
  ['20,50', 2, '.', 20.5],
  ['1,000', 2, '.', 1000],
  ['1,000.25', 2, '.', 1000.25],
  ['20,5', 2, ',', 20.5],
  ['20.50', 2, ',', 20.5],
  ['1.000', 2, ',', 1000],
  ['1.000,25', 2, ',', 1000.25],
  ['2000', 0, '.', 2000],
  ['1,250', 3, ',', 1.25],
])('reads %s with %i decimals and a %s as %f', (text, decimals, sign, amount) => {
  expect(parseAmount(text, decimals, sign)).toBe(amount)
})

test.each(['', 'twenty', '-5', '20.555', '1,00,0', '20.', '1e3', '9999999999999', '20.5', '٢٠'])(
  'refuses %s where it is no amount',
  (text) => {
    expect(parseAmount(text, text === '20.5' ? 0 : 2, '.')).toBeUndefined()
  },
)

test('counts change in whole minor units', () => {
  expect(changeOf(20.1, 16.3, 2)).toBe(3.8)
})
