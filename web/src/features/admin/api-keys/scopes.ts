import type { ApiKeyScope } from '@/api'

/** What a key may do, in the order in which one thinks of it. */
export const scopeNames = {
  'movies:read': 'Read movies, cinemas, showtimes and seat maps',
  'bookings:write': 'Book for guests, confirm and cancel what it booked',
  'bookings:read': 'Read what it booked',
  'events:read': 'Read what happens to bookings and showtimes',
} satisfies Record<ApiKeyScope, string>

export const scopes = Object.keys(scopeNames) as ApiKeyScope[]
