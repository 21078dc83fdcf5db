import { notFound } from '@tanstack/react-router'

/** The id in a path. Anything that cannot be one leads to the 404 page without asking the server. */
export function routeId(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw notFound()
  return Number(value)
}
