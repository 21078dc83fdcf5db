import { t } from '@lingui/core/macro'
import * as z from 'zod/mini'

const line = (most: number, missing: string) =>
  z
    .string()
    .check(z.trim(), z.minLength(1, missing), z.maxLength(most, t`Use ${most} characters at most.`))

/** What those who cancel get back, as the form holds it. */
const refundPolicy = z
  .object({
    minutes: z
      .string()
      .check(
        z.refine(
          (text) => /^\d{1,5}$/.test(text) && Number(text) <= 43_200,
          t`Enter a whole number from 0 to 43,200.`,
        ),
      ),
    feeKind: z.enum(['none', 'amount', 'percent']),
    fee: z.string(),
  })
  .check(
    z.refine(({ feeKind, fee }) => feeKind === 'none' || isFee(fee, feeKind), {
      path: ['fee'],
      error: t`Enter a positive number; a percentage is 100 at most.`,
    }),
  )

function isFee(fee: string, kind: 'amount' | 'percent'): boolean {
  return (
    /^\d+(\.\d{1,3})?$/.test(fee) && Number(fee) > 0 && (kind === 'amount' || Number(fee) <= 100)
  )
}

/** A cinema as the form holds it; the server has the last word. */
export const cinemaFields = z.object({
  refundPolicy,
  name: line(100, t`Enter a name.`),
  address: line(200, t`Enter an address.`),
  city: line(100, t`Enter a city.`),
  timeZone: line(64, t`Enter a time zone.`),
  language: z.enum(['en', 'es']),
})

export const screenFields = z.object({
  name: line(50, t`Enter a name.`),
  format: z.enum(['2D', '3D', 'IMAX']),
})
