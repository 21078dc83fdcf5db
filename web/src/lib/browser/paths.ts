/** Accepts only a path of this site, so that a crafted link cannot send a signed-in person elsewhere. */
export function safeReturnPath(value: unknown): string | undefined {
  if (typeof value !== 'string' || !value.startsWith('/')) return undefined
  const origin = window.location.origin
  try {
    const url = new URL(value, origin)
    // A path of two slashes would be another site's address to whoever reads it next.
    const isOwn = url.origin === origin && !url.pathname.startsWith('//')
    return isOwn ? url.pathname + url.search + url.hash : undefined
  } catch {
    return undefined
  }
}

/** Pages a person may visit from a seat map without giving up the seats held there. */
export function keepsHolds(pathname: string): boolean {
  return /^\/(checkout\/|sign-in$|register$|showtimes\/\d+\/continue$)/.test(pathname)
}
