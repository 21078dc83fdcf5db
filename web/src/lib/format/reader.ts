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

const written = perReader(
  'written',
  (locale) => new Intl.DateTimeFormat(locale).resolvedOptions().locale,
)
const language = (locale: string) => locale.split('-', 1)[0]

/**
 * What Intl writes in, where that is another language than the page's: the `lang` of an element with a day in it, so that
 * a screen reader says it with the right voice (WCAG 3.1.2).
 */
export function foreignLanguage(): string | undefined {
  const locale = written()
  return language(locale) === language(document.documentElement.lang) ? undefined : locale
}
