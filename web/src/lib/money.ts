const formats = new Map<string, Intl.NumberFormat>()

/** The one place where an amount becomes text. Amounts come from the server and are never computed here. */
export function formatMoney(amount: number, currency: string): string {
  let format = formats.get(currency)
  if (!format) {
    format = new Intl.NumberFormat('en-US', { style: 'currency', currency })
    formats.set(currency, format)
  }
  return format.format(amount)
}

const plain = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2 })

/** An amount where the API names no currency beside it. */
export const formatAmount = (amount: number): string => plain.format(amount)

/** Adds server prices in whole cents, since binary fractions of a currency do not add up. */
export function sumPrices(prices: Iterable<number>): number {
  let cents = 0
  for (const price of prices) cents += Math.round(price * 100)
  return cents / 100
}
