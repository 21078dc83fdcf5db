import { deviceStorage } from '@/lib/browser/storage'
import type { Language } from '@/lib/language/language'

/** `public/house-lights.js` reads it before the first paint. */
const key = 'language'

/** Remembers the reader's language and loads the page again in it; held seats and bookings are the server's and stay. */
export function chooseLanguage(language: Language): void {
  deviceStorage.write(key, language)
  window.location.reload()
}

export const hasChosenLanguage = (): boolean => deviceStorage.read(key) !== null
