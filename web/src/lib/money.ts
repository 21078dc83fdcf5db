import { perReader } from '@/lib/reader'

/** The one place where an amount becomes text: in the server's currency, written the reader's way. */
export function formatMoney(amount: number, currency: string): string {
  return inCurrency(currency)().format(amount)
}

const inCurrency = (currency: string) =>
  perReader(
    `currency ${currency}`,
    (locale) => new Intl.NumberFormat(locale, { style: 'currency', currency }),
  )

/**
 * A preview of what the chosen seats cost together; the booking's own total is the server's. Added in whole
 * cents, since binary fractions of a currency do not add up.
 */
export function sumPrices(prices: Iterable<number>): number {
  let cents = 0
  for (const price of prices) cents += Math.round(price * 100)
  return cents / 100
}
