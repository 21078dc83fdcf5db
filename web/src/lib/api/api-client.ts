import { client } from '@/api/client.gen'
import { language } from '@/lib/language/language'
import { personFetch } from '@/lib/api/person-check'
import { toProblem } from '@/lib/api/problem'

/** Prepares the generated client; called once before the first request. */
export function configureApi(): void {
  client.setConfig({
    baseUrl: window.location.origin,
    fetch: personFetch,
    headers: { 'Accept-Language': language() },
  })
  client.interceptors.error.use((error, response) => toProblem(error, response))
}
