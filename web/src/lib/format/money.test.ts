import { afterEach, expect, test, vi } from 'vitest'
import { formatMoney, minorUnits, sumPrices } from '@/lib/format/money'

afterEach(() => vi.restoreAllMocks())

test.each([
  ['en-US', 'USD', '$1,234.50'],
  ['en-CA', 'USD', 'US$1,234.50'],
  ['de-DE', 'EUR', '1.234,50 €'],
  ['fr-FR', 'EUR', '1 234,50 €'],
  ['ja-JP', 'JPY', '￥1,235'],
  ['en-US', 'KWD', 'KWD 1,234.500'],
])(
  'writes an amount for a reader in %s in the currency the server names',
  (language, code, text) => {
    vi.spyOn(navigator, 'language', 'get').mockReturnValue(language)
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue([language])
    expect(formatMoney(1234.5, code).replaceAll(/\s/g, ' ')).toBe(text)
  },
)

test.each([
  ['USD', 2],
  ['JPY', 0],
  ['KWD', 3],
])('%s has %i decimals', (currency, decimals) => {
  expect(minorUnits(currency)).toBe(decimals)
})

test('adds prices in minor units, where binary fractions would go wrong', () => {
  expect(sumPrices([0.1, 0.2], 'USD')).toBe(0.3)
  expect(sumPrices(new Array<number>(10).fill(19.99), 'USD')).toBe(199.9)
  expect(sumPrices([0.001, 0.002, 1.125], 'KWD')).toBe(1.128)
  expect(sumPrices([11, 11], 'JPY')).toBe(22)
  expect(sumPrices([], 'USD')).toBe(0)
})
