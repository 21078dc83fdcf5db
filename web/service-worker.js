// After the build: makes dist/sw.js of src/sw.ts, with the list of the app's files.

import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { build } from 'vite'

const isPartOfApp = (name) => /\.(js|css|woff2)$/.test(name)

const assets = (await readdir('dist/assets')).filter(isPartOfApp).sort()
const unhashed = ['index.html', 'house-lights.js', 'favicon.svg', 'manifest.webmanifest']
const files = [
  ...assets.map((name) => ({ url: `/assets/${name}`, revision: null })),
  ...(await Promise.all(
    unhashed.map(async (name) => ({
      url: `/${name}`,
      revision: createHash('sha256')
        .update(await readFile(`dist/${name}`))
        .digest('hex')
        .slice(0, 16),
    })),
  )),
]

await build({
  configFile: false,
  logLevel: 'error',
  define: { FILES: JSON.stringify(files), 'process.env.NODE_ENV': '"production"' },
  build: {
    emptyOutDir: false,
    copyPublicDir: false,
    target: 'baseline-widely-available',
    lib: { entry: 'src/sw.ts', name: 'sw', formats: ['iife'], fileName: () => 'sw.js' },
  },
})
