import type { Reservation } from '@/api'
import { deviceStorage, tabStorage } from '@/lib/browser/storage'
import { serverNow } from '@/lib/time/server-clock'

/**
 * Bookings as they were last seen, so that their tickets open without a network. Those of an account stay on the device until
 * that person signs out, the session ends or somebody else signs in; a guest's stay in the tab, as what opens them does.
 */
export type KeptBooking = { at: number; booking: Reservation }

const key = 'kept-bookings'
/** So long after the show a ticket is of no use to anybody, in milliseconds. */
const usefulAfterShow = 24 * 60 * 60 * 1000
const most = 50

type Kept = { owner: number | null; bookings: KeptBooking[] }

const nothing: Kept = { owner: null, bookings: [] }

function read(storage: typeof deviceStorage): Kept {
  try {
    const stored = JSON.parse(storage.read(key) ?? 'null') as Kept | null
    return Array.isArray(stored?.bookings) ? stored : nothing
  } catch {
    return nothing
  }
}

/** Keeps a booking as it is now; one that lets nobody in any more is forgotten. */
export function keepBooking(booking: Reservation, userId: number | null): void {
  const storage = userId === null ? tabStorage : deviceStorage
  const { owner, bookings } = read(storage)
  const others = owner === userId ? bookings : []
  const useful = ({ booking: { status, showtime } }: KeptBooking) =>
    status === 'confirmed' && Date.parse(showtime.endsAt) + usefulAfterShow > serverNow()
  const next = [
    { at: serverNow(), booking },
    ...others.filter((kept) => kept.booking.reservationId !== booking.reservationId),
  ].filter(useful)
  storage.write(
    key,
    next.length === 0 ? null : JSON.stringify({ owner: userId, bookings: next.slice(0, most) }),
  )
}

/** Those of the account that was signed in here, whose server is out of reach. */
export function keptOfAccount(): Reservation[] {
  return read(deviceStorage).bookings.map(({ booking }) => booking)
}

export function keptBooking(reservationId: number): KeptBooking | undefined {
  return [...read(tabStorage).bookings, ...read(deviceStorage).bookings].find(
    ({ booking }) => booking.reservationId === reservationId,
  )
}

/** Nobody is signed in any more, or it is this person: what belonged to anybody else is gone. */
export function forgetBookingsOfOthers(userId: number | null): void {
  if (userId === null || read(deviceStorage).owner !== userId) deviceStorage.write(key, null)
}
