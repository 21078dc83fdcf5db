import { createRouter } from '@tanstack/react-router'
import { ErrorPage } from '@/app/layout/error-page'
import { NotFoundPage } from '@/components/not-found-page'
import { queryClient } from '@/app/query-client'
import { routeTree } from '@/app/routeTree.gen'
import { dropHeadingFocus, wantHeadingFocus } from '@/lib/browser/heading-focus'

export type AppRouter = ReturnType<typeof createAppRouter>

export function createAppRouter() {
  const router = createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  })

  router.subscribe('onBeforeNavigate', ({ fromLocation, pathChanged }) => {
    if (fromLocation && pathChanged) wantHeadingFocus()
  })
  // Somebody who tabs on while the page still loads has chosen where to be.
  window.addEventListener('keydown', (event) => {
    if (event.key === 'Tab') dropHeadingFocus()
  })
  return router
}

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter
  }
}
