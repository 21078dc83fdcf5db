import { t } from '@lingui/core/macro'
import type { Weekday } from '@/api'

export const dayNames: Record<Weekday, string> = {
  monday: t`Monday`,
  tuesday: t`Tuesday`,
  wednesday: t`Wednesday`,
  thursday: t`Thursday`,
  friday: t`Friday`,
  saturday: t`Saturday`,
  sunday: t`Sunday`,
}
