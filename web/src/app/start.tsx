import { startTransition, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '@/app/app'
import { queryClient } from '@/app/query-client'
import { createAppRouter, type AppRouter } from '@/app/router'
import { configureApi } from '@/lib/api/api-client'
import { restoreSession } from '@/lib/session/session'

/** So long the page's shell waits for the page's data, in milliseconds, before a page that waits itself takes its place. */
const shellTimeout = 1000

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no #root')
const hasShell = place.hasChildNodes()
const root = createRoot(place)

configureApi()
void restoreSession()
void start()

/** Takes its steps in tasks of their own: in between, a tap on the page's shell is heard. */
async function start() {
  await gap()
  const router = createAppRouter()
  await gap()
  fetchCode(router)
  await gap()
  await router.load()
  if (hasShell) await Promise.race([answers(), gap(shellTimeout)])
  startTransition(() => {
    root.render(
      <StrictMode>
        <App router={router} />
      </StrictMode>,
    )
  })
}

/** Asks for the code of the page before its data; what fails is told by the load itself. */
function fetchCode(router: AppRouter): void {
  const [matchedRoutes] = router.getMatchedRoutes(router.latestLocation.pathname)
  for (const route of matchedRoutes) void router.loadRouteChunk(route)?.catch(() => undefined)
}

function gap(milliseconds = 0): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** Resolves when everything that was asked for is answered: what is rendered with its data is rendered once. */
function answers(): Promise<void> {
  return new Promise((resolve) => {
    // In a task of its own: one answer may lead to the next question.
    const look = () => setTimeout(() => queryClient.isFetching() === 0 && done())
    const stop = queryClient.getQueryCache().subscribe(look)
    const done = () => {
      stop()
      resolve()
    }
    look()
  })
}
