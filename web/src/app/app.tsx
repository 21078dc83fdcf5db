import { t } from '@lingui/core/macro'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect } from 'react'
import { queryClient } from '@/app/query-client'
import type { AppRouter } from '@/app/router'
import { notify } from '@/lib/browser/notices'
import { onSessionChange } from '@/lib/session/session'

export function App({ router }: { router: AppRouter }) {
  useEffect(
    () =>
      onSessionChange((session, before) => {
        if (before.status === 'restoring' || before.user?.userId === session.user?.userId) return
        // What one person has read is not for the next one, and open pages show the new person's view.
        void queryClient.resetQueries()
        void router.invalidate()
        if (session.status === 'anonymous') notify(t`You are signed out.`)
      }),
    [router],
  )

  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  )
}
