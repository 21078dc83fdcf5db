import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRouter, RouterProvider } from '@tanstack/react-router'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { routeTree } from '@/app/routeTree.gen'
import { NotFoundPage } from '@/components/not-found-page'

/** What a page shows while nothing is known yet, as HTML: the build puts it into the page (see shells.js). */
export async function shellOf(address: string): Promise<{ title: string; html: string }> {
  document.title = 'MovieBooking'
  const queryClient = new QueryClient()
  const history = createMemoryHistory({ initialEntries: [address] })
  const router = createRouter({
    routeTree,
    history,
    context: { queryClient },
    defaultNotFoundComponent: NotFoundPage,
  })
  await router.load()

  const place = document.createElement('div')
  const root = createRoot(place)
  flushSync(() => {
    root.render(
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>,
    )
  })
  // Links lead on without a script, buttons do not.
  for (const button of place.querySelectorAll('button')) button.disabled = true
  // How dates and lengths are written is known to the reader's browser alone: here they only have their place.
  for (const late of place.querySelectorAll('[data-readers]')) late.textContent = '\u00a0'
  return { title: document.title, html: place.innerHTML }
}

/** The addresses of the app's pages, as the router knows them: `/movies/$movieId`. */
export function pagePaths(): string[] {
  const { routesByPath } = createRouter({ routeTree, context: { queryClient: new QueryClient() } })
  return [...new Set(Object.keys(routesByPath).map((path) => path.replace(/(?<=.)\/$/, '')))].sort()
}
