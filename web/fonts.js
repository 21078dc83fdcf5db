// Makes src/styles/core-fonts: the two fonts with the characters that most pages are written with, which a browser loads before
// it paints. The whole fonts (src/styles/fonts.css) come for a page that needs more of them. Run by `npm run generate`.

import { readFile, writeFile } from 'node:fs/promises'
import subsetFont from 'subset-font'

const folder = new URL('src/styles/core-fonts/', import.meta.url)
const fonts = [
  {
    family: 'Bricolage Grotesque',
    weight: '800',
    source: '@fontsource/bricolage-grotesque/files/bricolage-grotesque-latin-800-normal.woff2',
    file: 'bricolage-grotesque-800.woff2',
  },
  {
    family: 'Instrument Sans',
    weight: '400 600',
    source: '@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2',
    file: 'instrument-sans-400-600.woff2',
    variationAxes: { wght: { min: 400, max: 600 } },
  },
]

/** Kerning, and figures of one width (styles/app.css). */
const keepFeatures = ['kern', 'tnum']

const ascii = String.fromCharCode(...Array(0x7f).keys()).slice(0x20)
/** English and Spanish, with their quotes and dashes, and prices in pounds and euros. */
const characters = `${ascii}\u00a0¡£·¿×ÁÉÍÑÓÚÜáéíñóúü–—‘’“”…€`
const points = [...characters].map((character) => character.codePointAt(0).toString(16))
const range = ['U+20-7E', ...points.slice(ascii.length).map((point) => `U+${point}`)].join(', ')

let css = '/* Made by fonts.js. */\n'
for (const { family, weight, source, file, variationAxes } of fonts) {
  const whole = await readFile(new URL(`node_modules/${source}`, import.meta.url))
  await writeFile(
    new URL(file, folder),
    await subsetFont(whole, characters, { targetFormat: 'woff2', keepFeatures, variationAxes }),
  )
  css += `
@font-face {
  font-family: '${family}';
  src: url('./${file}') format('woff2');
  font-weight: ${weight};
  font-display: optional;
  unicode-range: ${range};
}
`
}
await writeFile(new URL('core-fonts.css', folder), css)

const licenses = fonts.map(({ source }) => source.replace(/files\/.*/, 'LICENSE'))
const texts = licenses.map((file) =>
  readFile(new URL(`node_modules/${file}`, import.meta.url), 'utf8'),
)
await writeFile(new URL('LICENSE.txt', folder), (await Promise.all(texts)).join('\n'))
