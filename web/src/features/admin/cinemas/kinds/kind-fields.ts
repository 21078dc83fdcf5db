import { t } from '@lingui/core/macro'
import * as z from 'zod/mini'
import type { TicketKind, TicketKindList, TicketKindRequest } from '@/api'
import { minorUnits } from '@/lib/format/money'

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const

export const ratings = ['G', 'PG', 'PG-13', 'R', 'NC-17'] as const

/** A kind of tickets as the form holds it; the server has the last word. */
export const kindFields = z
  .object({
    name: z
      .string()
      .check(
        z.trim(),
        z.minLength(1, t`Enter a name.`),
        z.maxLength(40, t`Use ${40} characters at most.`),
      ),
    note: z.string().check(z.trim(), z.maxLength(100, t`Use ${100} characters at most.`)),
    rule: z.enum(['percent', 'fixed']),
    amount: z.string(),
    weekdays: z.array(z.enum(weekdays)).check(z.minLength(1, t`Choose a day.`)),
    startsFrom: z.string(),
    startsBefore: z.string(),
    highestRating: z.enum(['', ...ratings]),
    position: z.string().check(z.regex(/^\d{1,2}$/, t`Enter a whole number from 0 to 99.`)),
  })
  .check(
    z.refine(({ rule, amount }) => rule === 'fixed' || isPercent(amount), {
      path: ['amount'],
      error: t`Enter a percentage from 0.1 to 100.`,
    }),
    z.refine(({ rule, amount }) => rule === 'percent' || /^\d+(\.\d{1,3})?$/.test(amount), {
      path: ['amount'],
      error: t`Enter a price.`,
    }),
    z.refine(
      ({ startsFrom, startsBefore }) => !startsFrom || !startsBefore || startsFrom < startsBefore,
      { path: ['startsBefore'], error: t`Enter a later time.` },
    ),
  )

export type KindFields = z.infer<typeof kindFields>

const isPercent = (text: string) =>
  /^\d{1,3}(\.\d)?$/.test(text) && Number(text) > 0 && Number(text) <= 100

export function fieldsOf(kind: TicketKind | undefined): KindFields {
  return {
    name: kind?.name ?? '',
    note: kind?.note ?? '',
    rule: kind && kind.factor == null ? 'fixed' : 'percent',
    amount: kind ? String(kind.fixedPrice ?? thousandths(kind.factor ?? 0) / 10) : '',
    weekdays: [...(kind?.weekdays ?? weekdays)],
    startsFrom: kind?.startsFrom ?? '',
    startsBefore: kind?.startsBefore ?? '',
    highestRating: kind?.highestRating ?? '',
    position: String(kind?.position ?? 0),
  }
}

export function requestOf(fields: KindFields): TicketKindRequest {
  return {
    name: fields.name,
    note: fields.note || null,
    factor: fields.rule === 'percent' ? Math.round(Number(fields.amount) * 10) / 1000 : null,
    fixedPrice: fields.rule === 'fixed' ? Number(fields.amount) : null,
    weekdays: fields.weekdays.length === weekdays.length ? null : fields.weekdays,
    startsFrom: fields.startsFrom || null,
    startsBefore: fields.startsBefore || null,
    position: Number(fields.position),
    ...(fields.highestRating && { highestRating: fields.highestRating }),
  }
}

const thousandths = (factor: number) => Math.round(factor * 1000)

/**
 * What a seat is going to cost, as the server computes it: in whole minor units and thousandths, where binary fractions would round
 * some the other way. Null: not to be had, or not written yet.
 */
export function preview(
  { rule, amount }: Pick<KindFields, 'rule' | 'amount'>,
  { currency, standardPrice, premiumPrice }: TicketKindList,
): { standard: number; premium: number | null } | null {
  if (rule === 'fixed') {
    return /^\d+(\.\d{1,3})?$/.test(amount)
      ? { standard: Math.min(Number(amount), standardPrice), premium: null }
      : null
  }
  if (!isPercent(amount)) return null
  const whole = 10 ** minorUnits(currency)
  const part = (price: number) =>
    Math.round((Math.round(price * whole) * Math.round(Number(amount) * 10)) / 1000) / whole
  return { standard: part(standardPrice), premium: part(premiumPrice) }
}
