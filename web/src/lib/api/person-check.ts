import type { CaptchaChallenge } from '@/api'
import { sessionFetch } from '@/lib/session/session-fetch'

type PersonCheck = CaptchaChallenge & { answer: (token?: string) => void }

let current: PersonCheck | null = null
let asking: Promise<string | undefined> | null = null
const listeners = new Set<() => void>()

function publish(next: PersonCheck | null) {
  current = next
  for (const listener of listeners) listener()
}

/** The check that the page is to show; none most of the time. */
export const personCheckStore = {
  get: () => current,
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

/** Shows the check, one at a time: what it gives, or nothing when the person would rather not. */
function askPerson(challenge: CaptchaChallenge): Promise<string | undefined> {
  asking ??= new Promise((resolve) => {
    const answer = (token?: string) => {
      asking = null
      publish(null)
      resolve(token)
    }
    publish({ ...challenge, answer })
  })
  return asking
}

/**
 * `sessionFetch` which, where the server wants to know first that it serves a person, shows the check and sends the same request
 * again. Whoever waits for the answer knows nothing of it.
 */
export async function personFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init)
  if (request.method !== 'POST') return sessionFetch(request)
  for (;;) {
    const answer = await sessionFetch(request.clone())
    const challenge = answer.status === 403 && (await challengeOf(answer.clone()))
    if (!challenge) return answer
    const token = await askPerson(challenge)
    if (token === undefined) return answer
    request.headers.set('Captcha-Token', token)
  }
}

async function challengeOf(answer: Response): Promise<CaptchaChallenge | false> {
  try {
    const problem = (await answer.json()) as { code?: string; captcha?: CaptchaChallenge }
    return problem.code === 'captcha_required' && problem.captcha !== undefined && problem.captcha
  } catch {
    return false
  }
}
