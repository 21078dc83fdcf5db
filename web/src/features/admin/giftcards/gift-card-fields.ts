import { t } from '@lingui/core/macro'
import * as z from 'zod/mini'
import type { IssueGiftCardsRequest } from '@/api'

const most = 1000

/** Gift cards as the form holds them; the server has the last word. */
export const giftCardFields = z.object({
  name: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, t`Enter a name.`),
      z.maxLength(60, t`Use ${60} characters at most.`),
    ),
  amount: z.string().check(z.regex(/^\d+([.,]\d{1,3})?$/, t`Enter a number.`)),
  cards: z.string().check(
    z.refine((text) => /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= most, {
      error: t`Enter a whole number from 1 to ${most}.`,
    }),
  ),
  expiresAt: z.string(),
})

export type GiftCardFields = z.infer<typeof giftCardFields>

export const emptyGiftCard: GiftCardFields = { name: '', amount: '', cards: '1', expiresAt: '' }

export function requestOf({
  name,
  amount,
  cards,
  expiresAt,
}: GiftCardFields): IssueGiftCardsRequest {
  return {
    name,
    // As it is typed: with a point, or with a comma.
    amount: Number(amount.replace(',', '.')),
    cards: Number(cards),
    // To the end of that day, where the manager is.
    expiresAt: expiresAt ? new Date(`${expiresAt}T23:59:59`).toISOString() : null,
  }
}
