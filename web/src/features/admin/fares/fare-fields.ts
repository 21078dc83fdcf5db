import { t } from '@lingui/core/macro'
import * as z from 'zod/mini'
import type { FareTable, UpdateFaresRequest } from '@/api'
import { minorUnits } from '@/lib/format/money'

export const seatClasses = ['standard', 'premium'] as const
export const formats = ['2D', '3D', 'IMAX'] as const

const number = (least: number, most: number, decimals: number, message: string) =>
  z.string().check(
    z.trim(),
    z.refine((text) => {
      const value = Number(text)
      const fraction = text.split('.')[1] ?? ''
      const isNumber = /^\d+(\.\d+)?$/.test(text) && fraction.length <= decimals
      return isNumber && value >= least && value <= most
    }, message),
  )

const factor = number(0.1, 10, 2, t`Enter a factor from 0.10 to 10, with two decimals at most.`)

const decimalsAtMost = [
  t`in whole numbers`,
  t`with one decimal at most`,
  t`with two decimals at most`,
  t`with three decimals at most`,
]

/** A base price: the server's rule, in the currency's minor unit. */
function price(currency: string) {
  const decimals = minorUnits(currency)
  const least = 5 / 10 ** decimals
  return number(
    least,
    10_000_000,
    decimals,
    t`Enter a price from ${least.toFixed(decimals)} to 10,000,000, ${decimalsAtMost[decimals] ?? ''}.`,
  )
}

/** New prices as the form holds them; the server has the last word. */
export const fareFields = (currency: string) =>
  z.object({
    validFrom: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, t`Choose a day.`)),
    standard: price(currency),
    premium: price(currency),
    '2D': factor,
    '3D': factor,
    IMAX: factor,
  })
export type FareFields = z.infer<ReturnType<typeof fareFields>>

/** What shows of a day go by. */
export function inForce(table: FareTable, date: string): Omit<FareFields, 'validFrom'> {
  const latest = <T extends { validFrom: string }>(rows: T[]) =>
    rows
      .filter((row) => row.validFrom <= date)
      .sort((one, other) => other.validFrom.localeCompare(one.validFrom))[0]
  const fare = (seatClass: (typeof seatClasses)[number]) =>
    latest(table.fares.filter((row) => row.seatClass === seatClass))?.price.toFixed(
      minorUnits(table.currency),
    ) ?? ''
  const multiplier = (format: (typeof formats)[number]) =>
    latest(table.multipliers.filter((row) => row.format === format))?.multiplier.toFixed(2) ?? ''
  return {
    standard: fare('standard'),
    premium: fare('premium'),
    '2D': multiplier('2D'),
    '3D': multiplier('3D'),
    IMAX: multiplier('IMAX'),
  }
}

/** Only what changes on that day; nothing at all when everything stays. */
export function changesOf(fields: FareFields, table: FareTable): UpdateFaresRequest | undefined {
  const before = inForce(table, fields.validFrom)
  const changed = (name: keyof typeof before) => Number(fields[name]) !== Number(before[name])
  const fares = seatClasses
    .filter(changed)
    .map((seatClass) => ({ seatClass, price: Number(fields[seatClass]) }))
  const multipliers = formats
    .filter(changed)
    .map((format) => ({ format, multiplier: Number(fields[format]) }))
  if (fares.length + multipliers.length === 0) return undefined
  return { validFrom: fields.validFrom, fares, multipliers }
}
