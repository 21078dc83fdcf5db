// Part of `npm run lint`: the catalogs hold what the sources say, no language lacks a text or has it in English, and none
// has lost a gap or a tag of one. `npm run texts` brings them up to date.

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const languages = ['en', 'es']
const catalogs = languages.map((language) => `src/locales/${language}/messages.po`)
const read = (path) => readFileSync(path, 'utf8')

const before = catalogs.map(read)
execFileSync('npx', ['--no-install', 'lingui', 'extract', '--clean'], { stdio: 'ignore' })
const after = catalogs.map(read)
catalogs.forEach((path, index) => writeFileSync(path, before[index]))

const lines = (text) => [...text.matchAll(/"(.*)"/g)].map(([, line]) => line).join('')
const texts = (catalog) =>
  [...catalog.matchAll(/^msgid ((?:".*"\n)+)msgstr ((?:".*"\n?)+)/gm)]
    .map(([, id, text]) => [lines(id), lines(text)])
    .filter(([id]) => id !== '')
/** `{name}`, `{count, plural, …}`, `<0>`, `</0>`: once each, since another language may say one twice. */
const gaps = (text) =>
  [...new Set(text.match(/(?<!(?:one|other) )\{\w+(?=[,}])|<\/?\d+\/?>/g))].sort().join(' ')

/** Words that are the same in another language. */
const alike = new Set(['Error', 'Premium', 'Total', 'premium', 'webhook', 'Webhooks'])

function faultOf(language, id, text) {
  if (text === '') return `no text for "${id}"`
  if (language !== 'en' && text === id && !alike.has(id)) return `"${id}" is English`
  return gaps(id) === gaps(text) ? undefined : `"${text}" has other gaps than "${id}"`
}

const faults = catalogs.flatMap((path, index) => [
  ...(before[index] === after[index] ? [] : [`${path}: not up to date, run npm run texts`]),
  ...texts(after[index])
    .map(([id, text]) => faultOf(languages[index], id, text))
    .filter(Boolean)
    .map((fault) => `${path}: ${fault}`),
])
for (const fault of faults) console.error(fault)
process.exitCode = faults.length > 0 ? 1 : 0
