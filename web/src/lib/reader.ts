/** What the browser says about the person who reads: decides how dates, times and amounts are written. */

/** Headless and embedded browsers have named languages such as `en-US@posix` or `C`, which Intl refuses. */
export function readersLocale(): string | undefined {
  try {
    return Intl.getCanonicalLocales(navigator.language)[0]
  } catch {
    return undefined
  }
}

const cache = new Map<string, unknown>()

/** A formatter of the reader's, kept: making one costs a hundred times what using it does. */
export function perReader<T>(name: string, make: (locale: string | undefined) => T): () => T {
  return () => {
    const locale = readersLocale()
    const key = `${locale} ${name}`
    if (!cache.has(key)) cache.set(key, make(locale))
    return cache.get(key) as T
  }
}
