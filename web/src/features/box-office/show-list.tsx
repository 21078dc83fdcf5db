import { plural } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import type { BoxOfficeShow } from '@/api'
import { ShowTime } from '@/components/show-time'
import { dayOf, formatDay } from '@/lib/format/dates'
import { formatMoney } from '@/lib/format/money'
import { availabilityOf } from './availability'

type ShowListProps = {
  shows: readonly BoxOfficeShow[]
  /** The show that was sold last: the next customer often wants the same. */
  lastId: number | undefined
  onChoose: (show: BoxOfficeShow) => void
}

/** What can be sold now, each with how full it is. The keyboard starts on a show: Enter opens it. */
export function ShowList({ shows, lastId, onChoose }: ShowListProps) {
  const first = useRef<HTMLButtonElement>(null)
  const focusedId = shows.find(({ showtimeId }) => showtimeId === lastId)?.showtimeId
  const today = shows[0] && dayOf(shows[0].startsAt)

  useEffect(() => {
    // Not away from where somebody is already: the list comes back by itself every few seconds.
    const { activeElement } = document
    if (activeElement === document.body || activeElement?.tagName === 'H1') first.current?.focus()
  }, [])

  return (
    <ul className="grid grid-cols-1 gap-2.5 sm:grid-cols-2 xl:grid-cols-3">
      {shows.map((show, index) => {
        const { showtimeId, seats, seatsAvailable, startsAt } = show
        const isFirst = focusedId === undefined ? index === 0 : showtimeId === focusedId
        return (
          <li key={showtimeId}>
            <button
              ref={isFirst ? first : undefined}
              type="button"
              onClick={() => onChoose(show)}
              className="grid h-full w-full grid-cols-[auto_minmax(0,1fr)] items-start gap-x-4 gap-y-2 rounded-xl border border-control bg-surface p-4 text-left hover:border-ink hover:bg-raised"
            >
              <span className="grid">
                <ShowTime at={startsAt} className="display text-3xl leading-none" />
                {dayOf(startsAt) !== today && (
                  <span className="text-sm text-muted">{formatDay(dayOf(startsAt))}</span>
                )}
              </span>
              <span className="grid min-w-0">
                <strong className="leading-tight wrap-anywhere">{show.movieTitle}</strong>
                <span className="text-sm text-muted">
                  {show.screenName} · {show.format} ·{' '}
                  {formatMoney(show.standardPrice, show.currency)}
                </span>
              </span>
              <span className="col-span-2 grid gap-1.5">
                <span className="flex flex-wrap items-baseline justify-between gap-x-3">
                  <span className="font-semibold">{availabilityOf(show)}</span>
                  <span className="text-sm text-muted">
                    {plural(seatsAvailable, { one: '# free', other: '# free' })}{' '}
                    <Trans>of {seats}</Trans>
                  </span>
                </span>
                <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-raised">
                  <span
                    className="block h-full bg-accent"
                    style={{ width: `${seats > 0 ? (1 - seatsAvailable / seats) * 100 : 100}%` }}
                  />
                </span>
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
