import { expect, test } from 'vitest'
import { formatMoney, sumPrices } from '@/lib/money'

test('writes amounts in the currency the server names', () => {
  expect(formatMoney(16, 'USD')).toBe('$16.00')
  expect(formatMoney(1234.5, 'EUR')).toBe('€1,234.50')
  expect(formatMoney(8, 'USD')).toBe('$8.00')
})

test('adds prices in cents, where binary fractions would go wrong', () => {
  expect(sumPrices([0.1, 0.2])).toBe(0.3)
  expect(sumPrices(Array.from({ length: 10 }, () => 19.99))).toBe(199.9)
  expect(sumPrices([])).toBe(0)
})
