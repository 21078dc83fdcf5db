import { hasChosenLanguage } from '@/lib/language/choice'
import { language } from '@/lib/language/language'

/** How dates, times and amounts are written: as in the page's language, and in the reader's own country where it is spoken there. */

const base = (locale: string) => locale.split('-', 1)[0]

/** Headless and embedded browsers have named languages such as `en-US@posix` or `C`, which Intl refuses. */
export function readersLocale(): string | undefined {
  const [first, ...others] = [navigator.language, ...(navigator.languages ?? [])]
  const regional = [first, ...others].find((locale) => locale && base(locale) === language())
  // Whose languages the app does not speak reads it in English, and days and amounts as at home.
  const locale = regional ?? (language() === 'en' && !hasChosenLanguage() ? first : language())
  try {
    return Intl.getCanonicalLocales(locale)[0]
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

/**
 * What Intl writes in, where that is another language than the page's: the `lang` of an element with a day in it, so that
 * a screen reader says it with the right voice (WCAG 3.1.2).
 */
export function foreignLanguage(): string | undefined {
  const locale = written()
  return base(locale) === base(document.documentElement.lang) ? undefined : locale
}
