import { perReader } from '@/lib/format/reader'

/** The one place where an amount becomes text: in the server's currency, written the reader's way. */
export function formatMoney(amount: number, currency: string): string {
  return inCurrency(currency)().format(amount)
}

const inCurrency = (currency: string) =>
  perReader(
    `currency ${currency}`,
    (locale) => new Intl.NumberFormat(locale, { style: 'currency', currency }),
  )

/** How many decimals an amount of a currency has (ISO 4217): 2 for USD, none for JPY, 3 for KWD. */
export function minorUnits(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}

/**
 * A preview of what the chosen seats cost together; the booking's own total is the server's. Added in whole
 * minor units (cents), since binary fractions of a currency do not add up.
 */
export function sumPrices(prices: Iterable<number>, currency: string): number {
  const whole = 10 ** minorUnits(currency)
  let sum = 0
  for (const price of prices) sum += Math.round(price * whole)
  return sum / whole
}
