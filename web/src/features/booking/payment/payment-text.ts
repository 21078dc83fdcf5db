import { t } from '@lingui/core/macro'
import type { Reservation } from '@/api'
import { dueBeside } from '@/features/booking/codes/gift-card-text'
import { formatMoney } from '@/lib/format/money'

/** Whether the booking waits to be paid through the provider. */
export function isPaidHere({ payment }: Reservation): boolean {
  return payment.status === 'requires_payment' || payment.status === 'failed'
}

/** What a booking that never came about says of money. */
export function unplacedText({ status, payment, currency }: Reservation): string {
  if (payment.status === 'refunded') {
    const reason =
      payment.returnedBecause === 'late'
        ? t`Your payment came after the time was over, and the seats are no longer to be had.`
        : t`Your payment came when the booking could not be confirmed any more.`
    return t`${reason} ${formatMoney(payment.refunded, currency)} goes back to where you paid from; that takes a bank some days.`
  }
  if (status === 'cancelled') return t`This booking was cancelled. Nothing was charged.`
  if (payment.provider === 'counter') {
    return t`The booking was not confirmed within 15 minutes. Nothing was charged.`
  }
  return t`The booking was not paid within 15 minutes. If a payment of yours is still on its way, you get these seats when they are free; if not, all of it goes back. A mail says which.`
}

/** What of a booking's money goes back. */
export function backText(booking: Reservation): string {
  const { giftCard, currency } = booking
  if (!giftCard?.givenBack) return backByMoney(booking)
  const onCard = t`${formatMoney(giftCard.givenBack, currency)} is on your gift card …${giftCard.hint} again.`
  const hasMore = booking.payment.refunded > 0 || dueBeside(booking) > 0
  return hasMore ? `${onCard} ${backByMoney(booking)}` : onCard
}

function backByMoney(booking: Reservation): string {
  const { payment, currency } = booking
  const refundDue = dueBeside(booking)
  if (payment.refunded) {
    const back = formatMoney(payment.refunded, currency)
    return payment.refundPending
      ? t`${back} is on its way back to where you paid from.`
      : t`${back} went back to where you paid from; that takes a bank some days.`
  }
  if (payment.status !== 'not_required') return t`Nothing is due back.`
  return refundDue
    ? t`${formatMoney(refundDue, currency)} is due back to you if you have paid already.`
    : t`Nothing was charged, so nothing is due back.`
}
