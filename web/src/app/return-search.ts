import { redirect } from '@tanstack/react-router'
import { safeReturnPath } from '@/lib/paths'
import { currentSession, restoreSession } from '@/lib/session'

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
    throw redirect({ href: search.redirect ?? '/', replace: true })
  }
}
