import { forgetGuestAccess, guestToken } from '@/lib/session/guest-access'
import { Problem } from '@/lib/api/problem'
import { observeServerTime, serverNow } from '@/lib/time/server-clock'
import { currentToken, refreshSession, restoreSession } from '@/lib/session/session'

/** These routes make or end a session, or are for whoever has none; they carry no access token and never refresh one. */
const sessionRoute =
  /\/auth\/(register|login|admin-login|second-factor|refresh|logout|password\/(forgot|reset)|email\/confirm|openid\/[a-z0-9-]+(\/begin)?)$/
/** One booking and what is done with it: a guest's own token opens it. */
const bookingRoute = /\/reservations\/(\d+)(\/|$)/
/** After so long without a word the page says so. The server itself gives up on a busy showtime sooner or later. */
const timeout = 10_000
/** A token this close to its end is renewed first, which saves a request that is bound to fail. */
const renewBefore = 5_000

/** `fetch` with the access token, renewed once when the server refuses it, and an eye on the server's clock. */
export async function sessionFetch(
  input: RequestInfo | URL,
  init?: RequestInit,
): Promise<Response> {
  const request = new Request(input, init)
  const { pathname } = new URL(request.url)
  if (sessionRoute.test(pathname)) return timed(request)

  await restoreSession()
  const reservationId = Number(bookingRoute.exec(pathname)?.[1])
  const guests = guestToken(reservationId)
  if (guests !== undefined) {
    const answer = await timed(authorized(request.clone(), guests))
    if (answer.status !== 401) return answer
    forgetGuestAccess(reservationId)
  }

  const expiring = currentToken()
  if (expiring && expiring.expiresAt - serverNow() < renewBefore) await tryRefresh()

  const sent = currentToken()?.value
  const second = request.clone()
  const answer = await timed(authorized(request, sent))
  if (answer.status !== 401) return answer
  // The server was out of reach when the session was to be restored, and may not be any more.
  if (sent === undefined) {
    await restoreSession()
    const restored = currentToken()?.value
    return restored === undefined ? answer : timed(authorized(second, restored))
  }

  // Another request may have renewed the token while this one was on its way.
  const renewed = currentToken()?.value !== sent || (await tryRefresh())
  const next = currentToken()?.value
  // A public page goes on without the dead token; anything else would only be refused again.
  if (!renewed && second.method !== 'GET') return answer
  return timed(authorized(second, next === sent ? undefined : next))
}

function authorized(request: Request, token: string | undefined): Request {
  if (token !== undefined) request.headers.set('Authorization', `Bearer ${token}`)
  return request
}

/** A failed renewal is no reason to fail here: the request itself will say what is wrong. */
async function tryRefresh(): Promise<boolean> {
  try {
    return await refreshSession()
  } catch {
    return false
  }
}

async function timed(request: Request): Promise<Response> {
  const sentAt = Date.now()
  const late = new AbortController()
  const silence = new Problem(0, { code: 'no_answer' })
  const timer = window.setTimeout(() => late.abort(silence), timeout)
  try {
    const signal = AbortSignal.any([request.signal, late.signal])
    const response = await fetch(request, { signal })
    observeServerTime(response.headers, sentAt, Date.now())
    return response
  } finally {
    window.clearTimeout(timer)
  }
}
