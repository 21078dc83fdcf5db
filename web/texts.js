// Part of `npm run lint`: the catalogs hold what the sources say, and no language lacks a text. `npm run texts` brings
// them up to date.

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const catalogs = ['en', 'es'].map((locale) => `src/locales/${locale}/messages.po`)
const read = (path) => readFileSync(path, 'utf8')

const before = catalogs.map(read)
execFileSync('npx', ['--no-install', 'lingui', 'extract', '--clean'], { stdio: 'ignore' })
const after = catalogs.map(read)
catalogs.forEach((path, index) => writeFileSync(path, before[index]))

const faults = [
  ...catalogs
    .filter((_, index) => before[index] !== after[index])
    .map((path) => `${path}: not up to date, run npm run texts`),
  ...catalogs.flatMap((path, index) =>
    [...after[index].matchAll(/^msgid ((?:"[^\n]+"\n)+)msgstr ""(?!\n")/gm)]
      .filter(([, id]) => id.trim() !== '""')
      .map(([, id]) => `${path}: no text for ${id.trim()}`),
  ),
]
for (const fault of faults) console.error(fault)
process.exitCode = faults.length > 0 ? 1 : 0
