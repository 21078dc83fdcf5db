/** The search parameters of the movie pages, read from whatever an address bar may hold. */
const shows = ['now', 'soon', 'closed'] as const
export const formats = ['2D', '3D', 'IMAX'] as const

export type MovieListSearch = {
  q?: string
  genre?: string
  show?: (typeof shows)[number]
  page?: number
}

export type ShowtimeSearch = {
  day?: string
  cinema?: number
  format?: (typeof formats)[number]
}

export type CinemaSearch = { day?: string }

/** The router reads `q=1984` as a number, which is a fine title to look for. */
function text(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  return String(value).trim().slice(0, 100) || undefined
}

function positive(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined
}

/** Leaves out what is absent, so that it stays out of the address, too. */
function present<T extends object>(search: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

export function movieListSearch(search: Record<string, unknown>): MovieListSearch {
  return present({
    q: text(search['q']),
    genre: text(search['genre']),
    show: shows.find((show) => show === search['show']),
    page: positive(search['page']),
  })
}

function date(value: unknown): string | undefined {
  const day = text(value)
  return day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : undefined
}

export function cinemaSearch(search: Record<string, unknown>): CinemaSearch {
  return present({ day: date(search['day']) })
}

export function showtimeSearch(search: Record<string, unknown>): ShowtimeSearch {
  return present({
    day: date(search['day']),
    cinema: positive(search['cinema']),
    format: formats.find((format) => format === text(search['format'])),
  })
}
