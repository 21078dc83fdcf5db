import lingui from 'eslint-plugin-lingui'
import jsxA11y from 'eslint-plugin-jsx-a11y-x'
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** Imports go downwards only: app → features → components → lib → api. */
const forbid = (...patterns) => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        { regex: `^@/(${patterns.join('|')})(/|$)`, message: 'Imports go downwards only.' },
      ],
    },
  ],
})

/** Each feature, and the others that it is built on: the counter sells on the seat map and reads codes with the door's camera. */
const features = {
  account: [],
  admin: [],
  board: ['movies'],
  booking: [],
  'box-office': ['door', 'seats'],
  door: [],
  movies: [],
  seats: [],
}

export default defineConfig(
  globalIgnores(['dist', 'src/api', 'src/app/routeTree.gen.ts', 'public']),
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // The router throws redirects and not-found signals, which are plain objects by its design.
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
    },
  },
  {
    files: ['src/**/*.tsx'],
    extends: [jsxA11y.configs.recommended, reactHooks.configs.flat.recommended],
    rules: {
      'jsx-a11y-x/no-noninteractive-tabindex': [
        'error',
        { roles: ['tabpanel', 'region'], tags: [] },
      ],
    },
  },
  { files: ['src/lib/**'], rules: forbid('app', 'features', 'components') },
  { files: ['src/components/**'], rules: forbid('app', 'features') },
  ...Object.entries(features).map(([feature, uses]) => ({
    files: [`src/features/${feature}/**`],
    rules: forbid(
      'app',
      ...Object.keys(features)
        .filter((other) => other !== feature && !uses.includes(other))
        .map((other) => `features/${other}`),
    ),
  })),
  {
    // What a person reads goes through `t` or `<Trans>`: see src/locales.
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['**/*.test.{ts,tsx}', 'src/test/**', 'src/lib/language/language.ts'],
    plugins: { lingui },
    rules: {
      'lingui/no-unlocalized-strings': [
        'error',
        {
          useTsTypes: true,
          // Words of the code: one word without a capital, addresses, classes, numbers.
          ignore: [
            '^(?![A-Z])\\S+$',
            '^(MovieBooking|QR)$',
            '^[^A-Za-z]*$',
            '^[A-Z_0-9-]+$',
            '^[^A-Z]*[a-z]+-[a-z0-9[(][^A-Z]*$',
            '^T(\\d\\d)?(:|$)',
            '^\\S*T\\S*:00Z$',
            'MovieBooking$',
            '^[a-z]+ $',
          ],
          ignoreNames: [
            { regex: { pattern: 'class(Name)?$', flags: 'i' } },
            { regex: { pattern: '^(aria-hidden|data-.*|style|sizes|viewBox|d|key|code|name)$' } },
          ],
          ignoreFunctions: [
            'clsx',
            'once',
            'perReader',
            '*.perReader',
            '*Error',
            'Error',
            'RangeError',
            'TypeError',
            'Worker',
            'console.*',
            'require',
            'buttonClass',
            'chipClass',
            '*.addEventListener',
            '*.querySelector',
            '*.querySelectorAll',
            '*.closest',
            '*.matchMedia',
            'matchMedia',
            '*.headers.get',
            '*.headers.set',
            '*.get',
            '*.set',
            'Intl.DateTimeFormat',
            'Intl.NumberFormat',
          ],
        },
      ],
    },
  },
  {
    files: ['src/**/*.test.{ts,tsx}', 'src/test/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
)
