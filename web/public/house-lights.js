// Sets the remembered theme and the language before the first paint; a file of its own, since inline scripts are refused.
;(() => {
  const remembered = (key) => {
    try {
      return localStorage.getItem(key)
    } catch {
      // Without storage the system's preference holds.
      return null
    }
  }
  const page = document.documentElement
  const lights = remembered('house-lights')
  if (lights === 'up' || lights === 'down') page.dataset.lights = lights

  // The languages of src/lib/language/language.ts.
  const languages = ['en', 'es']
  const wanted = [remembered('language'), ...(navigator.languages ?? [navigator.language])]
  const known = wanted
    .map((tag) => tag?.split('-', 1)[0].toLowerCase())
    .find((language) => languages.includes(language))
  page.lang = known ?? 'en'
})()
