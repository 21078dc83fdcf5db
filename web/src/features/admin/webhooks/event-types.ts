import type { EventType } from '@/api'

/** What a webhook can be told of. */
export const eventTypes = [
  'reservation.confirmed',
  'reservation.cancelled',
  'reservation.tickets_cancelled',
  'reservation.refunded',
  'showtime.created',
  'showtime.moved',
  'showtime.cancelled',
  'seats.changed',
] as const satisfies readonly EventType[]
