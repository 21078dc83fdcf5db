import { t } from '@lingui/core/macro'
import * as z from 'zod/mini'
import type { CreateVoucherRequest, Voucher } from '@/api'
import { formatDate } from '@/lib/format/dates'
import { formatMoney } from '@/lib/format/money'

const whole = (most: number) =>
  z.string().check(
    z.refine((text) => text === '' || (/^\d{1,6}$/.test(text) && inRange(Number(text), most)), {
      error: t`Enter a whole number from 1 to ${most}.`,
    }),
  )
const inRange = (number: number, most: number) => number >= 1 && number <= most

/** A voucher as the form holds it; the server has the last word. */
export const voucherFields = z
  .object({
    name: z
      .string()
      .check(
        z.trim(),
        z.minLength(1, t`Enter a name.`),
        z.maxLength(60, t`Use ${60} characters at most.`),
      ),
    type: z.enum(['percent', 'amount', 'seats']),
    value: z.string().check(z.regex(/^\d+([.,]\d{1,3})?$/, t`Enter a number.`)),
    validFrom: z.string(),
    validUntil: z.string(),
    maxUses: whole(100_000),
    maxUsesPerPerson: whole(1000),
    codes: whole(1000),
    cinemaIds: z.array(z.string()),
    movieIds: z.array(z.string()),
  })
  .check(
    z.refine(({ type, value }) => type !== 'percent' || inPercent(numberOf(value)), {
      path: ['value'],
      error: t`Enter a percentage up to 100.`,
    }),
    z.refine(({ type, value }) => type !== 'seats' || /^([1-9]|10)$/.test(value), {
      path: ['value'],
      error: t`Enter 1 to 10 seats.`,
    }),
    z.refine(({ validFrom, validUntil }) => !validFrom || !validUntil || validFrom <= validUntil, {
      path: ['validUntil'],
      error: t`Enter a later day.`,
    }),
  )

/** As it is typed: with a point, or with a comma. */
const numberOf = (typed: string) => Number(typed.replace(',', '.'))

const inPercent = (value: number) => value > 0 && value <= 100

export type VoucherFields = z.infer<typeof voucherFields>

export const emptyVoucher: VoucherFields = {
  name: '',
  type: 'percent',
  value: '',
  validFrom: '',
  validUntil: '',
  maxUses: '1',
  maxUsesPerPerson: '',
  codes: '1',
  cinemaIds: [],
  movieIds: [],
}

export function requestOf(fields: VoucherFields): CreateVoucherRequest {
  return {
    name: fields.name,
    type: fields.type,
    value: numberOf(fields.value),
    validFrom: fields.validFrom || null,
    validUntil: fields.validUntil || null,
    maxUses: fields.maxUses ? Number(fields.maxUses) : null,
    maxUsesPerPerson: fields.maxUsesPerPerson ? Number(fields.maxUsesPerPerson) : null,
    codes: fields.codes ? Number(fields.codes) : null,
    cinemaIds: fields.cinemaIds.map(Number),
    movieIds: fields.movieIds.map(Number),
  }
}

/** What a voucher gives. */
export function gives({ type, value, currency }: Voucher): string {
  if (type === 'percent') return t`${value} % off`
  if (type === 'amount') return t`${formatMoney(value, currency)} off`
  return value === 1 ? t`1 free seat` : t`${value} free seats`
}

/** When a voucher can be used. */
export function validity({ validFrom, validUntil }: Voucher): string {
  const from = validFrom && formatDate(validFrom)
  const until = validUntil && formatDate(validUntil)
  if (from && until) return t`${from} to ${until}`
  if (from) return t`from ${from}`
  return until ? t`until ${until}` : t`until it is ended`
}

/** How often a voucher can be used. */
export function limits({ maxUses, maxUsesPerPerson }: Voucher): string {
  const all = maxUses == null ? t`without limit` : t`each code ${maxUses} ×`
  return maxUsesPerPerson == null ? all : t`${all}, a person ${maxUsesPerPerson} ×`
}
