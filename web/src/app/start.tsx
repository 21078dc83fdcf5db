import { startTransition, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '@/app/app'
import { router } from '@/app/router'
import { configureApi } from '@/lib/api-client'
import { restoreSession } from '@/lib/session'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

configureApi()
void restoreSession()

// The first render takes the place of the page's shell, so it waits until it can show as much.
void router.load().then(() => {
  startTransition(() => {
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    )
  })
})
