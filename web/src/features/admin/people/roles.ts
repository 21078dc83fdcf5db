import { t } from '@lingui/core/macro'
import type { UserRole } from '@/api'

/** In the order of what they may do. */
export const roles = ['customer', 'staff', 'manager', 'admin'] as const satisfies UserRole[]

export const roleNames = {
  customer: t`Customer`,
  staff: t`Staff`,
  manager: t`Cinema manager`,
  admin: t`Admin`,
}

export const roleRights = {
  customer: t`Books for themselves, and nothing else.`,
  staff: t`Door and box office of the cinemas below.`,
  manager: t`Schedule, bookings, sales and tills of the cinemas below, and their door and box office.`,
  admin: t`Everything, everywhere, and this page.`,
}

export const isOfCinemas = (role: UserRole) => role === 'staff' || role === 'manager'
