import type { Messages } from '@lingui/core'

/** Each language by its own name. English stands in the sources: it needs no catalog. */
export const languages = { en: 'English', es: 'Español' } as const
export type Language = keyof typeof languages

const catalogs: Record<Exclude<Language, 'en'>, () => Promise<{ messages: Messages }>> = {
  es: () => import('@/locales/es/messages.po'),
}

/** The page's language, as `public/house-lights.js` has chosen it before the first paint. */
export function language(): Language {
  const lang = globalThis.document?.documentElement.lang
  return lang in languages ? (lang as Language) : 'en'
}

let loaded: Messages = {}

/** The texts of the page's language; those of English are where they are used. */
export const messages = (): Messages => loaded

/** Comes before all the rest of the app: texts are looked up as its modules are read. */
export async function loadCatalog(): Promise<void> {
  const chosen = language()
  if (chosen === 'en') return
  try {
    loaded = (await catalogs[chosen]()).messages
  } catch {
    // Better a page in English than none.
    document.documentElement.lang = 'en'
  }
}
