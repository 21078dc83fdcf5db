// Measures a running MovieBooking as Lighthouse does for a phone, the median of several runs, and fails beyond the limits:
//
//     dotnet run --project api -c Release            (from the root; the demo data comes by itself)
//     cd tests/lighthouse && npm ci && npm start -- http://localhost:5080 [runs, else 5]
//
// Other work on the machine spoils the numbers: the throttling is simulated from the work that the browser was seen to do.

import { existsSync } from 'node:fs'
import lighthouse from 'lighthouse'
import puppeteer from 'puppeteer-core'
import { table, failures } from './verdict.js'

const site = new URL(process.argv[2] ?? 'http://localhost:5080')
const runs = Number(process.argv[3] ?? 5)
const login = { email: 'user@example.com', password: 'Passw0rd!demo' }

const browser = await puppeteer.launch({
  executablePath: findBrowser(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
try {
  const measured = []
  for (const { name, path } of await pages()) {
    if (name === 'tickets') await signIn()
    console.error(`${name} …`)
    measured.push({ name, ...(await measure(path)) })
  }
  console.log(table(measured))
  const beyond = failures(measured)
  for (const line of beyond) console.error(line)
  process.exitCode = beyond.length === 0 ? 0 : 1
} finally {
  await browser.close()
}

function findBrowser() {
  const paths = ['chromium', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].map(
    (name) => `/usr/bin/${name}`,
  )
  const found = [process.env.CHROME_PATH, ...paths].find((path) => path && existsSync(path))
  if (!found) throw new Error('No Chromium, Chrome or Edge in /usr/bin; set CHROME_PATH.')
  return found
}

/** The signed-in one comes last, since the others are measured as a stranger sees them. */
async function pages() {
  const [{ movieId }] = (await get('movies?showing=now')).items
  const showtimes = (await get(`movies/${movieId}/showtimes`)).items
  const { showtimeId } = showtimes.at(-1)
  return [
    { name: 'home', path: '/' },
    { name: 'movie', path: `/movies/${movieId}` },
    { name: 'seats', path: `/showtimes/${showtimeId}` },
    { name: 'tickets', path: '/tickets' },
  ]
}

async function get(path) {
  const answer = await fetch(new URL(`/api/v1/${path}`, site))
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return answer.json()
}

async function signIn() {
  const page = await browser.newPage()
  await page.goto(new URL('/sign-in', site).href)
  await page.locator('input[type=email]').fill(login.email)
  await page.locator('input[type=password]').fill(login.password)
  await page.locator('main button[type=submit]').click()
  await page.waitForFunction(() => location.pathname !== '/sign-in')
  await page.close()
}

async function measure(path) {
  const figures = []
  for (let run = 0; run < runs; run++) figures.push(await look(path))
  const median = (read) => figures.map(read).sort((a, b) => a - b)[Math.floor(figures.length / 2)]
  const score = (category) => median((lhr) => Math.round(lhr.categories[category].score * 100))
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    seo: score('seo'),
    lcp: median((lhr) => lhr.audits['largest-contentful-paint'].numericValue),
    cls: median((lhr) => lhr.audits['cumulative-layout-shift'].numericValue),
    findings: findings(figures.at(-1)),
  }
}

/** One look at a page. The browser at times hands over a trace without its beginning; that look is taken again. */
async function look(path, attempts = 3) {
  const page = await browser.newPage()
  const session = await page.createCDPSession()
  // Lighthouse's own reset would sign out as well.
  await session.send('Network.clearBrowserCache')
  const { lhr } = await lighthouse(
    new URL(path, site).href,
    // The live seat map keeps its stream open: it is never idle, and need not be waited for.
    { disableStorageReset: true, logLevel: 'error', maxWaitForLoad: 15_000 },
    undefined,
    page,
  )
  await page.close()
  const error = lhr.runtimeError
  if (error?.code === 'NO_NAVSTART' && attempts > 1) {
    console.error(`${path}: no trace of the navigation, once more`)
    return look(path, attempts - 1)
  }
  if (error) throw new Error(`${path}: ${error.message}`)
  if (new URL(lhr.finalDisplayedUrl).pathname !== path)
    throw new Error(`${path} led to ${lhr.finalDisplayedUrl}`)
  return lhr
}

/** What costs points outside performance, by name. */
function findings(lhr) {
  const references = ['accessibility', 'best-practices', 'seo'].flatMap(
    (category) => lhr.categories[category].auditRefs,
  )
  return references
    .filter(
      ({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1,
    )
    .map(({ id }) => `${id}: ${lhr.audits[id].title}`)
}
