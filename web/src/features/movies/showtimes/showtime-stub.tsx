import { plural, t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import clsx from 'clsx'
import type { Showtime } from '@/api'
import { nearlyFull } from '@/features/movies/showtimes/showtimes'
import { ShowTime } from '@/components/show-time'
import { Localized } from '@/components/localized'
import { dayOf, relativeDay } from '@/lib/format/dates'
import { formatMoney } from '@/lib/format/money'

type ShowtimeStubProps = {
  showtime: Showtime
  /** Set where the stubs around are of other days or cinemas: adds both. */
  today?: string
}

/** A showtime as a ticket stub: the time first, then what and how many; beside it where the stub is wide. */
export function ShowtimeStub({ showtime, today }: ShowtimeStubProps) {
  return (
    <Link
      to="/showtimes/$showtimeId"
      params={{ showtimeId: String(showtime.showtimeId) }}
      className={clsx(
        'stub group @container block px-6 py-3.5 transition-colors duration-150 hover:bg-raised',
        showtime.seatsAvailable === 0 && 'opacity-75',
      )}
    >
      <span
        className={clsx(
          'grid gap-x-4 gap-y-1',
          !today && '@min-[17rem]:grid-cols-[auto_1fr] @min-[17rem]:items-center',
        )}
      >
        <span className="flex flex-wrap items-baseline gap-x-2">
          <ShowTime
            at={showtime.startsAt}
            {...(today && { timeZone: showtime.cinema.timeZone })}
            className="display text-[2rem] leading-none group-hover:text-accent"
          />
          {today && (
            <Localized className="truncate text-sm font-semibold">
              {relativeDay(dayOf(showtime.startsAt), today)}
            </Localized>
          )}
        </span>
        <span className="grid min-w-0 text-sm">
          {!today && (
            <span className="font-semibold">
              {showtime.screen.name} · {showtime.screen.format}
            </span>
          )}
          <span className={clsx('text-muted', today && 'truncate')}>
            {today && `${showtime.cinema.name} · `}
            <SeatsLeft count={showtime.seatsAvailable} />
            {!today && ` · ${t`from ${formatMoney(showtime.priceFrom, showtime.currency)}`}`}
          </span>
        </span>
      </span>
    </Link>
  )
}

function SeatsLeft({ count }: { count: number }) {
  return (
    <span className={clsx(count <= nearlyFull && 'font-semibold text-accent')}>
      {count === 0 ? t`sold out, waiting list` : plural(count, { one: '# left', other: '# left' })}
    </span>
  )
}
