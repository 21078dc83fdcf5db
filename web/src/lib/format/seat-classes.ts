import { t } from '@lingui/core/macro'
import type { Seat } from '@/api'

export const classNames: Record<Seat['seatClass'], string> = {
  standard: t`standard`,
  premium: t`premium`,
}
