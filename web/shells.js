// The last step of the build: gives the pages that people land on an HTML of their own, dist/pages/…, which shows at once
// what the app would show while it loads, and tells the servers which addresses are pages. `_` in a name stands for the
// number in an address.

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createServer } from 'vite'
import { builtinEnvironments } from 'vitest/runtime'

const pages = {
  index: '/',
  'movies/_': '/movies/1',
  cinemas: '/cinemas',
  'cinemas/_': '/cinemas/1',
  'showtimes/_': '/showtimes/1',
  tickets: '/tickets',
}

/** The movie of dist/pages/movie.html, whose gaps api/Movies/MoviePage.cs fills. */
const movie = {
  movieId: 1,
  title: '{{title}}',
  description: '{{description}}',
  posterUrl: '{{posterUrl}}',
  durationMinutes: 90,
  rating: 'PG',
  genre: null,
  director: null,
  cast: [],
  releaseDate: '2026-01-01',
  scheduledCloseDate: '2026-02-01',
  status: 'open',
}
const outline = (json) => `<script type="application/json" id="movie-outline">${json}</script>`

const mode = 'production'
process.env.NODE_ENV = mode
await builtinEnvironments.jsdom.setup(globalThis, { jsdom: { url: 'http://localhost' } })
window.scrollTo = () => {}
window.matchMedia = () => ({ matches: false, addEventListener() {}, removeEventListener() {} })
// Nobody knows yet who looks, and no answer has come.
localStorage.setItem('was-signed-in', '1')
globalThis.fetch = () => new Promise(() => {})

const server = await createServer({
  mode,
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, watch: null },
  // The router as browsers get it: as a server's, it would not look at the address.
  ssr: { noExternal: [/^@tanstack\//], resolve: { conditions: ['module', 'browser', mode] } },
})
const { pagePaths, shellOf } = await server.ssrLoadModule('/src/app/shell.tsx')
const template = await readFile('dist/index.html', 'utf8')

async function write(name, address, data = '') {
  const { title, html } = await shellOf(address)
  const page = template
    .replace('<title>MovieBooking</title>', () => `<title>${title}</title>`)
    .replace('<div id="root"></div>', () => `<div id="root">${html}</div>${data}`)
  const file = `dist/pages/${name}.html`
  await mkdir(dirname(file), { recursive: true })
  await writeFile(
    file,
    data ? page.replace(/(name="description" content=)"[^"]*"/, '$1"{{description}}"') : page,
  )
}

for (const [name, address] of Object.entries(pages)) await write(name, address)

document.body.innerHTML = outline(JSON.stringify(movie))
await write('movie', '/movies/1', outline('{{outline}}'))

await write('404', '/404')

/** A number, or the name of a provider (Auth__OpenId__Providers). */
const valueOf = (name) => (name === '$provider' ? '[a-z0-9-]{1,40}' : '[1-9][0-9]{0,8}')

/** Each page of the app as a pattern of its addresses, and its HTML: for api/Hosting/Pages/Spa.cs, and as a map for nginx. */
const routes = pagePaths().map((path) => {
  const name = path === '/' ? 'index' : path.slice(1).replaceAll(/\$\w+/g, '_')
  return {
    pattern: `^${path === '/' ? '' : path.replaceAll(/\$\w+/g, valueOf)}/?$`,
    file: name in pages ? `/pages/${name}.html` : '/index.html',
  }
})
await writeFile('dist/pages/routes.json', JSON.stringify(routes, null, 2))
await writeFile(
  'dist/pages/routes.map',
  routes.map(({ pattern, file }) => `"~*${pattern}" ${file};\n`).join(''),
)

// The app's timers would keep this process waiting.
process.exit()
