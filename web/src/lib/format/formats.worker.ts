import { readersLocale } from '@/lib/format/reader'

// The first formatter reads the tables of all languages, which holds up a phone for a tenth of a second. Here nothing
// waits for it; the page shares the tables, and its own formatters are made in a moment.
new Intl.DateTimeFormat(readersLocale(), { timeStyle: 'short', timeZone: 'UTC' }).format()
close()
