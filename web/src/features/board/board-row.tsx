import { t } from '@lingui/core/macro'
import { clsx } from 'clsx'
import { Armchair, CircleAlert, CircleX } from 'lucide-react'
import type { Showtime } from '@/api'
import { availabilityOf, type Availability } from '@/features/board/programme'
import { ShowTime } from '@/components/show-time'

const looks: Record<Availability, { icon: typeof Armchair; className: string }> = {
  free: { icon: Armchair, className: 'bg-[#0f5c33] text-[#ffffff]' },
  last: { icon: CircleAlert, className: 'bg-accent text-on-accent' },
  'sold-out': { icon: CircleX, className: 'bg-[#9c1c16] text-[#ffffff]' },
}

/** A show on the board, to be read across a foyer. */
export function BoardRow({ showtime }: { showtime: Showtime }) {
  const availability = availabilityOf(showtime)
  const { icon: Icon, className } = looks[availability]
  return (
    <li className="grid shrink-0 grid-cols-[auto_minmax(0,1fr)] items-center gap-x-[3vmin] gap-y-1 rounded-2xl bg-surface px-[2.5vmin] py-[1.75vmin] sm:grid-cols-[auto_minmax(0,1fr)_auto]">
      <ShowTime
        at={showtime.startsAt}
        className="display min-w-[3.6ch] text-[max(1.75rem,6vmin)] leading-none"
      />
      <span className="grid min-w-0">
        <span className="display text-[max(1.25rem,4vmin)] leading-tight wrap-anywhere">
          {showtime.movieTitle}
        </span>
        <span className="text-[max(1rem,2.5vmin)] text-muted">
          {showtime.screen.name} · {showtime.screen.format}
        </span>
      </span>
      <span
        className={clsx(
          'col-span-full inline-flex items-center justify-center gap-2 rounded-lg px-[2vmin] py-[1vmin] text-[max(1rem,2.75vmin)] font-semibold whitespace-nowrap sm:col-span-1',
          className,
        )}
      >
        <Icon aria-hidden className="size-[1.25em] shrink-0" />
        {word(availability)}
      </span>
    </li>
  )
}

function word(availability: Availability): string {
  if (availability === 'sold-out') return t`Sold out`
  return availability === 'last' ? t`Last seats` : t`Seats free`
}
