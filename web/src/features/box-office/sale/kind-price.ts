import type { OfferedKind, Seat } from '@/api'

/** What a seat costs as a ticket of the kind; undefined: it cannot be had. */
export function kindPrice(kind: OfferedKind, seatClass: Seat['seatClass']): number | undefined {
  return (seatClass === 'premium' ? kind.premiumPrice : kind.standardPrice) ?? undefined
}
