import type { Reservation } from '@/api'
import { sumPrices } from '@/lib/format/money'

/** What a gift card pays of the tickets that a booking lists: of one that stands, what did not come back. */
export function cardPays({ giftCard, status, currency }: Reservation): number {
  if (!giftCard) return 0
  return status === 'confirmed'
    ? sumPrices([giftCard.amount, -giftCard.givenBack], currency)
    : giftCard.amount
}

/** What is due back beside what is on a gift card again. */
export function dueBeside({ giftCard, refundDue, currency }: Reservation): number {
  return sumPrices([refundDue, -(giftCard?.givenBack ?? 0)], currency)
}
