import { t } from '@lingui/core/macro'
import type { ApiKeyScope } from '@/api'

/** What a key may do, in the order in which one thinks of it. */
export const scopeNames = {
  'movies:read': t`Read movies, cinemas, showtimes and seat maps`,
  'bookings:write': t`Book for guests, confirm and cancel what it booked`,
  'bookings:read': t`Read what it booked`,
  'events:read': t`Read what happens to bookings and showtimes`,
} satisfies Record<ApiKeyScope, string>

export const scopes = Object.keys(scopeNames) as ApiKeyScope[]
