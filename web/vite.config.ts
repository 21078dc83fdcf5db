import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import { tanstackRouter } from '@tanstack/router-plugin/vite'
import react from '@vitejs/plugin-react'
import { lingui } from '@lingui/vite-plugin'
import { defineConfig } from 'vitest/config'
import { linguiMacros } from './lingui.macros.js'

const api = process.env['API_URL'] ?? 'http://127.0.0.1:5080'

// The product's version has one place, which the assemblies read as well.
const properties = readFileSync(new URL('../Directory.Build.props', import.meta.url), 'utf8')
const version = /<Version>(.+)<\/Version>/.exec(properties)?.[1]

export default defineConfig({
  define: { 'import.meta.env.VERSION': JSON.stringify(version) },
  plugins: [
    linguiMacros(),
    lingui(),
    tanstackRouter({
      target: 'react',
      autoCodeSplitting: true,
      routesDirectory: 'src/app/routes',
      generatedRouteTree: 'src/app/routeTree.gen.ts',
      quoteStyle: 'single',
    }),
    react(),
    tailwindcss(),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'baseline-widely-available',
    // light-dark() is written for browsers that have it; older targets would get a polyfill of every token.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // A data: URL in a bundle cannot be cached or preloaded on its own, and fonts may not come from one (CSP).
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'main',
              test: /vite[\\/]preload-helper|[\\/]src[\\/](main|lib[\\/]language[\\/](catalog|language))\.ts$/,
            },
            { name: 'react', test: /[\\/]src[\\/]app[\\/]react\.ts$/ },
            // What most pages need comes in one file: on a phone each further one costs more than it saves.
            {
              name: 'start',
              test: /[\\/]src[\\/](app[\\/]start|(components|lib)[\\/](?!seat-blocks[\\/]|(?:[\w-]+[\\/])?(?:form-|notices\.tsx|person-check-dialog)))/,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': api } },
  test: {
    environment: 'jsdom',
    setupFiles: ['./src/test/setup.ts'],
    restoreMocks: true,
    // One jsdom per worker instead of one per file: 4 seconds instead of 25. Tests clean up after themselves.
    isolate: false,
    testTimeout: 60_000,
  },
})
