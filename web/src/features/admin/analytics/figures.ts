import { formatMoney } from '@/lib/format/money'
import { perReader } from '@/lib/format/reader'
import { addDays, daysBetween } from '@/lib/time/calendar'

const percent = perReader(
  'percent',
  (locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
)
const tenths = perReader(
  'tenths',
  (locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
)
const short = (currency: string) =>
  perReader(
    `short ${currency}`,
    (locale) =>
      new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        notation: 'compact',
        maximumFractionDigits: 1,
      }),
  )

/** Of figures that come in percent, 0 to 100. */
export const formatPercent = (value: number): string => `${percent().format(value)} %`
/** A score from 0 to 100: `82.5`. */
export const formatScore = (score: number): string => tenths().format(score)
/** `$1.2K`, for the ends of axes. */
export const formatShortMoney = (amount: number, currency: string): string =>
  short(currency)().format(amount)

export function formatAverage(average: number | null | undefined, currency: string): string {
  return average === null || average === undefined ? '–' : formatMoney(average, currency)
}

/** How full the shows were: three words that do not lean on colour. */
export function occupancyBand(percentage: number): 'high' | 'middle' | 'low' {
  if (percentage >= 75) return 'high'
  return percentage >= 50 ? 'middle' : 'low'
}

/** As many days, which end the day before. */
export function periodBefore({ from, to }: { from: string; to: string }) {
  return { from: addDays(from, -1 - daysBetween(from, to)), to: addDays(from, -1) }
}
