import { client } from '@/api/client.gen'
import { language } from '@/lib/language/language'
import { toProblem } from '@/lib/api/problem'
import { sessionFetch } from '@/lib/session/session-fetch'

/** Prepares the generated client; called once before the first request. */
export function configureApi(): void {
  client.setConfig({
    baseUrl: window.location.origin,
    fetch: sessionFetch,
    headers: { 'Accept-Language': language() },
  })
  client.interceptors.error.use((error, response) => toProblem(error, response))
}
