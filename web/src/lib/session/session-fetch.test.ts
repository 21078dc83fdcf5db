import { http, HttpResponse } from 'msw'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { api, server } from '@/test/server'

const user = { userId: 1, email: 'user@example.com', displayName: 'Dana', role: 'customer' }
const answer = (token: string) => ({
  accessToken: token,
  expiresAt: new Date(Date.now() + 900_000).toISOString(),
  user,
})

// The pages of earlier tests are still there, like other tabs; they are not to answer each other here.
const broadcastChannel = globalThis.BroadcastChannel
beforeAll(() => void Reflect.deleteProperty(globalThis, 'BroadcastChannel'))
afterAll(() => void (globalThis.BroadcastChannel = broadcastChannel))

/** A fresh page: the session lives in its module. */
async function givenPage({ wasSignedIn }: { wasSignedIn: boolean }) {
  localStorage.clear()
  if (wasSignedIn) localStorage.setItem('was-signed-in', '1')
  vi.resetModules()
  const { configureApi } = await import('@/lib/api/api-client')
  configureApi()
  const session = await import('@/lib/session/session')
  const { sessionFetch } = await import('@/lib/session/session-fetch')
  return { session, sessionFetch }
}

/** The server of these tests: knows which tokens are good, and counts refreshes. */
function givenServer({ good, renewed }: { good: string[]; renewed: string | null }) {
  const seen: (string | null)[] = []
  let refreshes = 0
  server.use(
    http.post(api('/auth/refresh'), ({ request }) => {
      expect(new URL(request.url).searchParams.get('useCookies')).toBe('true')
      refreshes++
      return renewed === null
        ? HttpResponse.json({ code: 'invalid_refresh_token' }, { status: 401 })
        : HttpResponse.json(answer(renewed))
    }),
    http.all(api('/things'), async ({ request }) => {
      const token = request.headers.get('Authorization')?.replace('Bearer ', '') ?? null
      seen.push(token)
      if (token !== null && !good.includes(token)) {
        return HttpResponse.json({ code: 'unauthenticated' }, { status: 401 })
      }
      return HttpResponse.json({ body: await request.text() })
    }),
  )
  return { seen, refreshes: () => refreshes }
}

beforeEach(() => localStorage.clear())

test('a stranger asks for no refresh', async () => {
  const { session, sessionFetch } = await givenPage({ wasSignedIn: false })
  const { seen, refreshes } = givenServer({ good: [], renewed: null })
  await sessionFetch(api('/things'))
  expect(seen).toEqual([null])
  expect(refreshes()).toBe(0)
  expect(session.currentSession().status).toBe('anonymous')
})

test('the first requests of a page wait for one refresh and carry its token', async () => {
  const { session, sessionFetch } = await givenPage({ wasSignedIn: true })
  const { seen, refreshes } = givenServer({ good: ['one'], renewed: 'one' })
  await Promise.all([sessionFetch(api('/things')), sessionFetch(api('/things'))])
  expect(seen).toEqual(['one', 'one'])
  expect(refreshes()).toBe(1)
  expect(session.currentSession().user?.displayName).toBe('Dana')
})

test('a call that found no session because the server was away is sent again once there is one', async () => {
  const { session, sessionFetch } = await givenPage({ wasSignedIn: true })
  const seen: (string | null)[] = []
  let refreshes = 0
  server.use(
    http.post(api('/auth/refresh'), () =>
      refreshes++ === 0 ? HttpResponse.error() : HttpResponse.json(answer('one')),
    ),
    http.all(api('/things'), ({ request }) => {
      const token = request.headers.get('Authorization')
      seen.push(token)
      return HttpResponse.json({}, { status: token === null ? 401 : 200 })
    }),
  )
  expect((await sessionFetch(api('/things'))).status).toBe(200)
  expect(seen).toEqual([null, 'Bearer one'])
  expect(session.currentSession().status).toBe('signed-in')
})

test('a refused token is renewed once, and the request repeated with its body', async () => {
  const { session, sessionFetch } = await givenPage({ wasSignedIn: false })
  const { seen, refreshes } = givenServer({ good: ['new'], renewed: 'new' })
  await session.restoreSession()
  session.signedIn(answer('old') as never)
  const response = await sessionFetch(api('/things'), { method: 'POST', body: 'seat E5' })
  expect(await response.json()).toEqual({ body: 'seat E5' })
  expect(seen).toEqual(['old', 'new'])
  expect(refreshes()).toBe(1)
})

test('when the session is over, a public page goes on without it and the person is signed out', async () => {
  const { session, sessionFetch } = await givenPage({ wasSignedIn: false })
  const { seen } = givenServer({ good: [], renewed: null })
  await session.restoreSession()
  session.signedIn(answer('old') as never)
  const response = await sessionFetch(api('/things'))
  expect(response.status).toBe(200)
  expect(seen).toEqual(['old', null])
  expect(session.currentSession().status).toBe('anonymous')
  expect(localStorage.getItem('was-signed-in')).toBeNull()
})

test.each([429, 503])('an answer %i to the refresh signs nobody out for good', async (status) => {
  const { session } = await givenPage({ wasSignedIn: true })
  server.use(http.post(api('/auth/refresh'), () => new HttpResponse(null, { status })))
  await session.restoreSession()
  expect(session.currentSession().status).toBe('anonymous')
  expect(localStorage.getItem('was-signed-in')).toBe('1')
})

test.each([200, 409, 503])('an answer %i sets the clock, whatever it is about', async (status) => {
  const { sessionFetch } = await givenPage({ wasSignedIn: false })
  const { serverNow } = await import('@/lib/time/server-clock')
  const headers = { 'X-Server-Time': String(Date.now() + 600_000) }
  server.use(http.get(api('/things'), () => new HttpResponse(null, { status, headers })))
  await sessionFetch(api('/things'))
  expect(serverNow() - Date.now()).toBeGreaterThan(595_000)
})

test('ten seconds without an answer are said to be one', async () => {
  const { sessionFetch } = await givenPage({ wasSignedIn: false })
  let asked = () => {}
  const arrived = new Promise<void>((resolve) => (asked = resolve))
  server.use(
    http.get(api('/things'), () => {
      asked()
      return new Promise<never>(() => {})
    }),
  )
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const answer = sessionFetch(api('/things')).catch((error: unknown) => error)
  await arrived
  await vi.advanceTimersByTimeAsync(10_000)
  vi.useRealTimers()
  expect(await answer).toMatchObject({ status: 0, code: 'no_answer' })
})

test('a guest’s booking is opened with its own token, and nothing else is', async () => {
  const { sessionFetch } = await givenPage({ wasSignedIn: false })
  const { rememberGuestAccess, guestToken } = await import('@/lib/session/guest-access')
  rememberGuestAccess(7, 'of-7')
  const seen: (string | null)[] = []
  server.use(
    http.get(api('/reservations/*'), ({ request }) => {
      seen.push(request.headers.get('Authorization'))
      return new HttpResponse(null, { status: seen.length < 3 ? 200 : 401 })
    }),
  )
  await sessionFetch(api('/reservations/7'))
  await sessionFetch(api('/reservations/8'))
  expect(seen).toEqual(['Bearer of-7', null])
  // Two days later the token has run out: it is forgotten, and the page asks to sign in or look up.
  await sessionFetch(api('/reservations/7'))
  expect(guestToken(7)).toBeUndefined()
  sessionStorage.clear()
})
