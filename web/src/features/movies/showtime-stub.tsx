import { Link } from '@tanstack/react-router'
import clsx from 'clsx'
import type { Showtime } from '@/api'
import { ShowTime } from '@/components/show-time'
import { dayOf, relativeDay } from '@/lib/dates'
import { formatMoney } from '@/lib/money'

type ShowtimeStubProps = {
  showtime: Showtime
  /** Set where the stubs around are of other days or cinemas: adds both. */
  today?: string
}

/** Few enough that it is worth saying so. */
const nearlyFull = 12

/** A showtime as a ticket stub: the time first, then what and how many. */
export function ShowtimeStub({ showtime, today }: ShowtimeStubProps) {
  return (
    <Link
      to="/showtimes/$showtimeId"
      params={{ showtimeId: String(showtime.showtimeId) }}
      className={clsx(
        'stub group items-center px-6 py-3.5 transition-colors duration-150 hover:bg-raised',
        today ? 'grid gap-0.5' : 'grid grid-cols-[auto_1fr] gap-x-4',
        showtime.seatsAvailable === 0 && 'opacity-75',
      )}
    >
      <span className="flex items-baseline gap-2">
        <span className="display text-[2rem] leading-none group-hover:text-accent">
          <ShowTime at={showtime.startsAt} {...(today && { timeZone: showtime.cinema.timeZone })} />
        </span>
        {today && (
          <span className="truncate text-sm font-semibold">
            {relativeDay(dayOf(showtime.startsAt), today)}
          </span>
        )}
      </span>
      <span className="grid min-w-0 text-sm">
        {!today && (
          <span className="truncate font-semibold">
            {showtime.screen.name} · {showtime.screen.format}
          </span>
        )}
        <span className="truncate text-muted">
          {today && `${showtime.cinema.name} · `}
          <SeatsLeft count={showtime.seatsAvailable} />
          {!today && ` · from ${formatMoney(showtime.priceFrom, showtime.currency)}`}
        </span>
      </span>
    </Link>
  )
}

function SeatsLeft({ count }: { count: number }) {
  return (
    <span className={clsx(count <= nearlyFull && 'font-semibold text-accent')}>
      {count === 0 ? 'sold out' : `${count} left`}
    </span>
  )
}
