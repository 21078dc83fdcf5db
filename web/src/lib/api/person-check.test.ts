import { http, HttpResponse } from 'msw'
import { beforeEach, expect, test, vi } from 'vitest'
import { personCheckStore, personFetch } from '@/lib/api/person-check'
import { api, server } from '@/test/server'

const captcha = { provider: 'turnstile', siteKey: 'a-site-key' }
const hold = () => personFetch(api('/things'), { method: 'POST', body: 'E5' })

/** A server that wants to see one token, and then no more of them. */
function givenCheck(good: string) {
  const seen: string[] = []
  let passed = false
  server.use(
    http.post(api('/things'), async ({ request }) => {
      const token = request.headers.get('Captcha-Token') ?? ''
      seen.push(`${await request.text()} ${token}`)
      passed ||= token === good
      return passed
        ? HttpResponse.json({})
        : HttpResponse.json({ code: 'captcha_required', captcha }, { status: 403 })
    }),
  )
  return seen
}

beforeEach(() => localStorage.clear())

test('the request waits for the check and is sent again with what it gives, until that is good', async () => {
  const seen = givenCheck('right')
  const answer = hold()
  await vi.waitFor(() => expect(personCheckStore.get()).toMatchObject(captcha))
  personCheckStore.get()?.answer('wrong')
  await vi.waitFor(() => expect(personCheckStore.get()).not.toBeNull())
  personCheckStore.get()?.answer('right')
  expect((await answer).status).toBe(200)
  expect(personCheckStore.get()).toBeNull()
  expect(seen).toEqual(['E5 ', 'E5 wrong', 'E5 right'])
})

test('who gives up is told what the server said', async () => {
  givenCheck('right')
  const refused = hold()
  await vi.waitFor(() => expect(personCheckStore.get()).not.toBeNull())
  personCheckStore.get()?.answer()
  expect((await refused).status).toBe(403)
})

test('another refusal is an answer', async () => {
  server.use(
    http.post(api('/things'), () => HttpResponse.json({ code: 'waiting_room' }, { status: 403 })),
  )
  expect((await hold()).status).toBe(403)
  expect(personCheckStore.get()).toBeNull()
})
