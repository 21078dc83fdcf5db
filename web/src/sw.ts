import { cleanupOutdatedCaches, matchPrecache, precache } from 'workbox-precaching'
import { registerRoute } from 'workbox-routing'

/**
 * Opens the app where there is no network. It answers for pages and for the app's own files, and for nothing else: whatever
 * goes to the API, event streams included, passes it by, so that it can show no old seats and nobody's bookings. What was
 * seen of a ticket the app keeps itself (lib/session/kept-bookings.ts).
 *
 * Pages come from the network while there is one, so nobody stays on an old version; and a new version of this file waits until
 * the last page of the old one is closed, so a page without a network finds the files it was built with.
 */

/** The app's files, and the hash of those whose name does not carry it: the build fills it in (service-worker.js). */
declare const FILES: { url: string; revision: string | null }[]

/** What the types of TypeScript lack, and some browsers: requests that need not wait until this worker has started. */
type Routing = {
  addRoutes?: (route: { condition: { urlPattern: string }; source: 'network' }) => Promise<void>
}

/** The page of every address, where the server's own cannot be had. */
const app = '/index.html'
/** No pages, though a browser may be sent there: see api/Hosting/Pages/Spa.cs. */
const noPage = /^\/(api|swagger|health|docs|dev)(\/|$)|\.[^/]*$/i

addEventListener('install', (event: Event & Routing) => {
  void event.addRoutes?.({ condition: { urlPattern: '/api/*' }, source: 'network' })
})
precache(FILES)
cleanupOutdatedCaches()

registerRoute(
  ({ sameOrigin, url }) => sameOrigin && url.pathname.startsWith('/assets/'),
  async ({ request }) => (await matchPrecache(request)) ?? fetch(request),
)
registerRoute(
  ({ request, url }) => request.mode === 'navigate' && !noPage.test(url.pathname),
  ({ request }) => fromNetwork(request, app),
)
const unhashed = new Set(FILES.flatMap(({ url, revision }) => (revision === null ? [] : url)))
registerRoute(
  ({ sameOrigin, url }) => sameOrigin && unhashed.has(url.pathname),
  ({ request, url }) => fromNetwork(request, url.pathname),
)

async function fromNetwork(request: Request, otherwise: string): Promise<Response> {
  try {
    return await fetch(request)
  } catch (silence) {
    const kept = await matchPrecache(otherwise)
    if (kept) return kept
    throw silence
  }
}
