import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { configureApi } from '@/lib/api/api-client'
import { server } from '@/test/server'

configureApi()
// Beside everything else that the machine tests, a page may take its time; none of its time is judged here.
configure({ asyncUtilTimeout: 20_000 })

// A request no test has foreseen is an error, not a silent failure.
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterEach(() => {
  cleanup()
  server.resetHandlers()
})
afterAll(() => server.close())
