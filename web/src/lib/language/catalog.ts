import type { Messages } from '@lingui/core'
import { language, type Language } from '@/lib/language/language'

const catalogs: Record<Exclude<Language, 'en'>, () => Promise<{ messages: Messages }>> = {
  es: () => import('@/locales/es/messages.po'),
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
