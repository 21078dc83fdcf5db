import { useSyncExternalStore } from 'react'
import { refresh, type Session as SessionAnswer, type User } from '@/api'
import { deviceStorage } from '@/lib/browser/storage'
import { forgetDoorOfOthers } from '@/lib/session/door-owner'
import { forgetBookingsOfOthers } from '@/lib/session/kept-bookings'

/**
 * Who is signed in. The access token lives in this module's memory only; the refresh token is an HttpOnly
 * cookie that no script can read. `restoring` lasts from page load until the cookie has been tried.
 */
export type Session =
  | { status: 'restoring' | 'anonymous'; user: null; secondFactorNeeded: false }
  // Where a second factor is needed the account's page is all that opens, until there is one.
  | { status: 'signed-in'; user: User; secondFactorNeeded: boolean }

/** Not a secret: says that a refresh is worth trying, so that strangers make no failing request. */
const flag = 'was-signed-in'
const anonymous: Session = { status: 'anonymous', user: null, secondFactorNeeded: false }

let session: Session = { status: 'restoring', user: null, secondFactorNeeded: false }
let accessToken: { value: string; expiresAt: number } | null = null
let refreshing: Promise<boolean> | null = null
let restored: Promise<void> | null = null
/** Whether the latest attempt to renew the session got no answer at all. */
let unanswered = false

const listeners = new Set<(session: Session, before: Session) => void>()
const tabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel('session') : null

function become(next: Session) {
  const before = session
  session = next
  for (const listener of listeners) listener(next, before)
}

function accept(answer: SessionAnswer) {
  accessToken = { value: answer.accessToken, expiresAt: Date.parse(answer.expiresAt) }
  deviceStorage.write(flag, '1')
  forgetBookingsOfOthers(answer.user.userId)
  forgetDoorOfOthers(answer.user.userId)
  const { user, secondFactorNeeded } = answer
  become({ status: 'signed-in', user, secondFactorNeeded })
}

function drop() {
  accessToken = null
  deviceStorage.write(flag, null)
  forgetBookingsOfOthers(null)
  forgetDoorOfOthers(null)
  if (session.status !== 'anonymous') become(anonymous)
}

export function signedIn(answer: SessionAnswer): void {
  accept(answer)
  tabs?.postMessage('signed-in')
}

export function signedOut(): void {
  drop()
  tabs?.postMessage('signed-out')
}

export function userChanged(user: User): void {
  if (session.status === 'signed-in') become({ ...session, user })
}

tabs?.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.data === 'signed-out') drop()
  if (event.data === 'signed-in') void refreshSession()
})

/**
 * Trades the cookie for a new access token. Refresh tokens are single-use and a replay revokes them all, so
 * tabs take turns under a lock, and callers within one tab share one request.
 */
export function refreshSession(): Promise<boolean> {
  refreshing ??= inTurn(async () => {
    // Kept alive over a reload, so that the next token arrives; where it does not, the server lets this be repeated at once.
    unanswered = true
    const { data, response } = await refresh({ query: { useCookies: true }, keepalive: true })
    unanswered = response === undefined || response.status >= 500
    if (data) {
      accept(data)
      return true
    }
    // Any other failure (no answer, too many requests, a server in trouble) says nothing about the cookie.
    if (response?.status === 401) drop()
    return false
  }).finally(() => {
    refreshing = null
  })
  return refreshing
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? navigator.locks.request('session-refresh', work) : work()
}

/**
 * Resolves once it is known whether somebody is signed in; where the server is out of reach, nobody is for now, and whoever asks
 * next tries again.
 */
export function restoreSession(): Promise<void> {
  restored ??= (async () => {
    const asks = deviceStorage.read(flag) !== null
    if (asks) await refreshSession().catch(() => false)
    if (session.status === 'restoring') become(anonymous)
    if (asks && unanswered) restored = null
  })()
  return restored
}

/** Whether it is unknown who is signed in: the server did not say. */
export function isSessionUnknown(): boolean {
  return session.status !== 'signed-in' && unanswered
}

export function currentToken(): { value: string; expiresAt: number } | null {
  return accessToken
}

export function currentSession(): Session {
  return session
}

export function onSessionChange(listener: (session: Session, before: Session) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useSession(): Session {
  return useSyncExternalStore(onSessionChange, currentSession)
}
