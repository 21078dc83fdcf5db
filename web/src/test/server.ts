import { setupServer } from 'msw/node'

/** The API as the tests see it: each test says what it answers. */
export const server = setupServer()

export const api = (path: string) => `${window.location.origin}/api/v1${path}`
