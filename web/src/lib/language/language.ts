/** Each language by its own name. English stands in the sources: it needs no catalog. */
export const languages = { en: 'English', es: 'Español' } as const
export type Language = keyof typeof languages

/** The page's language, as `public/house-lights.js` has chosen it before the first paint. */
export function language(): Language {
  const lang = globalThis.document?.documentElement.lang
  return lang in languages ? (lang as Language) : 'en'
}
