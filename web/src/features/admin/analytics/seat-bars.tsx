import { t } from '@lingui/core/macro'
import { scaleLinear } from '@visx/scale'
import { Bar } from '@visx/shape'
import type { ShowSales } from '@/api'
import { timeOf } from '@/lib/format/dates'

/** How full each show is: sold, then held, then what is left. */
export function SeatBars({ shows }: { shows: ShowSales[] }) {
  return (
    <ul className="grid gap-3">
      {shows.map(({ showtimeId, startsAt, movieTitle, screenName, seats, sold, held }) => {
        const length = scaleLinear({
          domain: [0, Math.max(1, seats, sold + held)],
          range: [0, 100],
        })
        return (
          <li key={showtimeId} className="grid gap-1">
            <span className="flex flex-wrap justify-between gap-x-3">
              <span className="font-semibold">
                {timeOf(startsAt)} {movieTitle}, {screenName}
              </span>
              <span>{t`${sold} sold, ${held} held, ${Math.max(0, seats - sold - held)} left`}</span>
            </span>
            <svg
              viewBox="0 0 100 10"
              preserveAspectRatio="none"
              className="h-3.5 w-full rounded-sm bg-raised"
            >
              <Bar width={length(sold)} height={10} fill="var(--accent)" />
              <Bar x={length(sold)} width={length(held)} height={10} fill="var(--control)" />
            </svg>
          </li>
        )
      })}
    </ul>
  )
}
