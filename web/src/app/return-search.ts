import { redirect } from '@tanstack/react-router'
import { safeReturnPath } from '@/lib/browser/paths'
import { manages } from '@/lib/session/management'
import { currentSession, restoreSession } from '@/lib/session/session'

export type ReturnSearch = { redirect?: string }

/** Where sign-in leads back to. */
export function returnSearch(search: Record<string, unknown>): ReturnSearch {
  const path = safeReturnPath(search['redirect'])
  return path ? { redirect: path } : {}
}

/** Somebody who is signed in already, here or just now, goes straight on. */
export async function skipWhenSignedIn({ search }: { search: ReturnSearch }): Promise<void> {
  await restoreSession()
  if (currentSession().status === 'signed-in') {
    throw redirect({ href: onward(search.redirect ?? '/'), replace: true })
  }
}

/** A customer who is signed in stays: only a manager goes on. */
export async function skipWhenManager({ search }: { search: ReturnSearch }): Promise<void> {
  await restoreSession()
  if (manages(currentSession().user)) {
    throw redirect({ href: onward(search.redirect ?? '/admin'), replace: true })
  }
}

/** Whoever has to set up a second factor does so first. */
function onward(path: string): string {
  return currentSession().secondFactorNeeded ? '/account' : path
}

/** The page reads its own address: how to read it stays out of the first page's script. */
export function asWritten(search: Record<string, unknown>): Record<string, unknown> {
  return search
}
