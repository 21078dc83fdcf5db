import { defineConfig } from '@lingui/cli'
import { formatter } from '@lingui/format-po'

/** The app's texts: English stands in the sources, each other language in a catalog of its own. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'es'],
  catalogs: [
    {
      path: '<rootDir>/src/locales/{locale}/messages',
      include: ['src'],
      exclude: ['src/api', '**/*.test.*', 'src/test'],
    },
  ],
  format: formatter({ lineNumbers: false }),
  // Whatever writes a text waits for its catalog: see src/lib/language.
  runtimeConfigModule: {
    i18n: ['@/lib/language/i18n', 'i18n'],
    Trans: ['@/lib/language/trans', 'Trans'],
  },
})
