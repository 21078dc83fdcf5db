import { t } from '@lingui/core/macro'
import type { Reservation } from '@/api'

const names: Record<Reservation['status'], string> = {
  pending: t`Not confirmed yet`,
  confirmed: t`Confirmed`,
  cancelled: t`Cancelled`,
  expired: t`Ran out of time`,
}

/** How far a booking is, in words. */
export function bookingStatus({ status, cancelledTickets }: Reservation): string {
  return status === 'confirmed' && cancelledTickets.length > 0
    ? t`Confirmed, partly cancelled`
    : names[status]
}
