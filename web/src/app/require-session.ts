import { redirect, type ParsedLocation } from '@tanstack/react-router'
import { guestToken, rememberGuestAccess } from '@/lib/session/guest-access'
import { doorOwner } from '@/lib/session/door-owner'
import { keptBooking } from '@/lib/session/kept-bookings'
import { manages, opensTo } from '@/lib/session/management'
import { currentSession, isSessionUnknown, restoreSession } from '@/lib/session/session'

/** For pages that belong to a person: leads through sign-in, and back to where one was going. */
export async function requireSession({ location }: { location: ParsedLocation }): Promise<void> {
  await restoreSession()
  if (currentSession().status !== 'signed-in') {
    throw redirect({ to: '/sign-in', search: { redirect: location.href }, replace: true })
  }
  leadToSecondFactor(location)
}

/** For the door: without a network nobody can sign in, and whoever keeps it has what the device kept of it. */
export async function requireDoor(match: { location: ParsedLocation }): Promise<void> {
  await restoreSession()
  if (!isSessionUnknown() || doorOwner.read() === null) await requireSession(match)
}

/** For the pages of management: a customer's session does not open them, nor a manager's those of the whole house. */
export async function requireManager({ location }: { location: ParsedLocation }): Promise<void> {
  await restoreSession()
  const { user } = currentSession()
  if (!manages(user)) {
    throw redirect({ to: '/admin/sign-in', search: { redirect: location.href }, replace: true })
  }
  leadToSecondFactor(location)
  if (!opensTo(user, location.pathname)) {
    throw redirect({ to: '/admin', replace: true })
  }
}

/** Nothing else opens to whoever has to set one up. */
function leadToSecondFactor(location: ParsedLocation): void {
  if (currentSession().secondFactorNeeded && location.pathname !== '/account') {
    throw redirect({ to: '/account', replace: true })
  }
}

/**
 * For one booking: its guest comes in with the token of that booking, everybody else signs in. The link in a guest's mail has
 * the token behind its #, from where it goes into this tab and out of the address.
 */
export async function requireBooking(match: {
  location: ParsedLocation
  params: { reservationId: string }
}): Promise<void> {
  const reservationId = Number(match.params.reservationId)
  const mailed = /^access=(.+)$/.exec(match.location.hash)?.[1]
  if (mailed !== undefined) {
    rememberGuestAccess(reservationId, mailed)
    throw redirect({ to: match.location.pathname, replace: true })
  }
  if (guestToken(reservationId) !== undefined) return
  await restoreSession()
  // Without a network nobody can sign in; what this person has seen is here all the same.
  if (keptBooking(reservationId) === undefined) await requireSession(match)
}
