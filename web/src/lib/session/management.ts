import type { User } from '@/api'
import { useSession } from '@/lib/session/session'

/** What is of the whole house: pages of admins alone, with all below them. What the API answers is not for this list to say. */
const adminsOnly = [
  '/admin/movies',
  '/admin/top-movies',
  '/admin/fares',
  '/admin/vouchers',
  '/admin/gift-cards',
  '/admin/people',
  '/admin/api-keys',
  '/admin/webhooks',
  '/admin/messages',
]

/** Whether somebody manages cinemas: all of them, or given ones. */
export const manages = (user: User | null): user is User =>
  user?.role === 'admin' || user?.role === 'manager'

/** Whether a page of management opens to somebody. */
export const opensTo = (user: User | null, path: string): boolean =>
  user?.role === 'admin' ||
  (user?.role === 'manager' &&
    !adminsOnly.some((page) => path === page || path.startsWith(`${page}/`)))

/** Whether the whole house is in this person's hands, and not given cinemas. */
export const useIsAdmin = (): boolean => useSession().user?.role === 'admin'
