import type { BoxOfficeBooking } from '@/api'
import { sumPrices } from '@/lib/format/money'

/** What of money that becomes due goes back over the counter: the gift card that paid has its part of it first. */
export function backAtCounter({ reservation }: BoxOfficeBooking, due: number): number {
  const { giftCard, currency } = reservation
  const onCard = giftCard ? sumPrices([giftCard.amount, -giftCard.givenBack], currency) : 0
  return sumPrices([due, -Math.min(onCard, due)], currency)
}
