import './styles/app.css'
import { loadCatalog } from '@/lib/language/catalog'
import { language } from '@/lib/language/language'

// The HTML's first sight is in English: to readers of another language the app itself is the first they see.
const root = document.getElementById('root')
if (language() !== 'en') root?.replaceChildren()

/** How long a browser may take to tell of its first paint, in milliseconds; some are set never to. */
const paintTimeout = 300

/** The HTML holds the page's first sight: it is painted before the script has a word. */
function painted(): Promise<unknown> {
  // Nothing to see yet, or a tab in the background: there is no paint to wait for.
  const isBlank = !root?.hasChildNodes()
  if (isBlank || document.visibilityState === 'hidden') return Promise.resolve()
  return new Promise((resolve) => {
    new PerformanceObserver(resolve).observe({ type: 'paint', buffered: true })
    setTimeout(resolve, paintTimeout)
  })
}

void Promise.all([loadCatalog(), painted()]).then(() => {
  // Asked for together; what has arrived first runs first, which leaves a gap between the two for a tap.
  void import('@/app/react')
  void import('@/app/start')
  new Worker(new URL('./lib/format/formats.worker.ts', import.meta.url), { type: 'module' })
})
