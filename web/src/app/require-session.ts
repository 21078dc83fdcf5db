import { redirect, type ParsedLocation } from '@tanstack/react-router'
import { currentSession, restoreSession } from '@/lib/session'

/** For pages that belong to a person: leads through sign-in, and back to where one was going. */
export async function requireSession({ location }: { location: ParsedLocation }): Promise<void> {
  await restoreSession()
  if (currentSession().status !== 'signed-in') {
    throw redirect({ to: '/sign-in', search: { redirect: location.href }, replace: true })
  }
}
