import { t } from '@lingui/core/macro'

/** What became of a booking for which a voucher or a gift card was used. */
export const statusesOfUses = {
  pending: t`not finished`,
  confirmed: t`confirmed`,
  cancelled: t`cancelled`,
  expired: t`ran out`,
}
