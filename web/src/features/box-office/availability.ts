import { t } from '@lingui/core/macro'
import type { BoxOfficeShow } from '@/api'

/** How full a show is, in a word, for a glance over the counter. */
export function availabilityOf({ seats, seatsAvailable }: BoxOfficeShow): string {
  if (seatsAvailable <= 0) return t`Sold out`
  if (seatsAvailable <= Math.max(4, seats * 0.1)) return t`Last seats`
  return seatsAvailable <= seats * 0.5 ? t`Filling up` : t`Plenty free`
}
