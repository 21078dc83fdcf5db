import { useQuery } from '@tanstack/react-query'
import { cinemas } from '@/features/movies/queries'
import { rememberCinema, useRememberedCinema } from '@/features/movies/cinemas/remembered-cinema'
import { chipClass } from '@/components/ui/chip'
import { notify } from '@/lib/browser/notices'

/** Where the houses are, and which one is mine: its showtimes then come first everywhere. */
export function Cinemas() {
  const { data } = useQuery(cinemas)
  const mine = useRememberedCinema()
  if (!data || data.items.length === 0) return null

  function choose(cinemaId: number, name: string) {
    const next = cinemaId === mine ? undefined : cinemaId
    rememberCinema(next)
    notify(next ? `${name} is your cinema now.` : 'Showtimes of all cinemas are shown again.')
  }

  return (
    <section aria-labelledby="cinemas">
      <h2 id="cinemas" className="mb-6 text-3xl sm:text-4xl">
        Our cinemas
      </h2>
      <ul className="grid gap-4 sm:grid-cols-[repeat(auto-fit,minmax(13rem,1fr))]">
        {data.items.map((cinema) => (
          <li
            key={cinema.cinemaId}
            className="grid content-between gap-4 rounded-xl bg-surface p-5"
          >
            <div>
              <h3 className="text-xl">{cinema.name}</h3>
              <p className="mt-1 text-sm text-muted">{cinema.address}</p>
              <p className="text-sm text-muted">{cinema.city}</p>
            </div>
            <button
              type="button"
              aria-pressed={mine === cinema.cinemaId}
              className={chipClass(mine === cinema.cinemaId)}
              onClick={() => choose(cinema.cinemaId, cinema.name)}
            >
              {mine === cinema.cinemaId ? '✓ My cinema' : 'Make it my cinema'}
              <span className="sr-only">: {cinema.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
