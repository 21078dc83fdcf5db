const formats = new Map<string, Intl.NumberFormat>()

/** The one place where an amount becomes text. */
export function formatMoney(amount: number, currency: string): string {
  let format = formats.get(currency)
  if (!format) {
    format = new Intl.NumberFormat('en-US', { style: 'currency', currency })
    formats.set(currency, format)
  }
  return format.format(amount)
}

/**
 * A preview of what the chosen seats cost together; the booking's own total is the server's. Added in whole
 * cents, since binary fractions of a currency do not add up.
 */
export function sumPrices(prices: Iterable<number>): number {
  let cents = 0
  for (const price of prices) cents += Math.round(price * 100)
  return cents / 100
}
