import { t } from '@lingui/core/macro'
import type { Payment, Reservation } from '@/api'
import { formatMoney } from '@/lib/format/money'

const names: Record<Exclude<Payment['status'], 'not_required'>, string> = {
  requires_payment: t`Not paid yet`,
  failed: t`Declined`,
  paid: t`Paid`,
  partially_refunded: t`Partly refunded`,
  refunded: t`Refunded`,
}

/** How far a booking’s payment is, in words. */
export function paymentStatus({ payment, giftCard }: Reservation): string {
  if (payment.status !== 'not_required') return names[payment.status]
  if (giftCard && payment.amount === 0) return t`Gift card`
  return payment.provider === 'counter' ? t`At the cinema` : t`Nothing to pay`
}

/** What of the money came, what goes back, and what of that is not there yet, or why none came. */
export function paymentAmounts({ payment, currency }: Reservation): string | undefined {
  const { status, declineCode } = payment
  if (status === 'failed') return declineCode ?? undefined
  if (status === 'not_required' || status === 'requires_payment') return undefined
  const amount = formatMoney(payment.amount, currency)
  if (status === 'paid') return t`${amount} paid`
  const refunded = formatMoney(payment.refunded, currency)
  const pending = formatMoney(payment.refundPending, currency)
  return payment.refundPending
    ? t`${amount} paid, ${refunded} goes back, ${pending} of it is on its way`
    : t`${amount} paid, ${refunded} went back`
}
