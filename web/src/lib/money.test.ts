import { afterEach, expect, test, vi } from 'vitest'
import { formatMoney, sumPrices } from '@/lib/money'

afterEach(() => vi.restoreAllMocks())

test.each([
  ['en-US', 'USD', '$1,234.50'],
  ['en-CA', 'USD', 'US$1,234.50'],
  ['de-DE', 'EUR', '1.234,50 €'],
  ['fr-FR', 'EUR', '1 234,50 €'],
  ['ja-JP', 'JPY', '￥1,235'],
])(
  'writes an amount for a reader in %s in the currency the server names',
  (language, code, text) => {
    vi.spyOn(navigator, 'language', 'get').mockReturnValue(language)
    expect(formatMoney(1234.5, code).replaceAll(/\s/g, ' ')).toBe(text)
  },
)

test('adds prices in cents, where binary fractions would go wrong', () => {
  expect(sumPrices([0.1, 0.2])).toBe(0.3)
  expect(sumPrices(Array.from({ length: 10 }, () => 19.99))).toBe(199.9)
  expect(sumPrices([])).toBe(0)
})
