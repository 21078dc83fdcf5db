import './styles/app.css'

/** The HTML holds the page's first sight: it is painted before the script has a word. */
function start() {
  void import('@/app/start')
}

// A tab in the background paints nothing that could be waited for.
if (document.visibilityState === 'hidden') start()
else requestAnimationFrame(() => setTimeout(start))
