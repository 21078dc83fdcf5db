import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { ArrowRight, Ticket } from 'lucide-react'
import { useOpenBookings } from '@/features/booking/open-bookings'
import { seatLabels, sortBookings } from '@/features/booking/own-bookings'
import { ShowTime } from '@/components/show-time'
import { Localized } from '@/components/localized'
import { dayInZone, dayOf, relativeDay } from '@/lib/format/dates'
import { serverNow } from '@/lib/time/server-clock'

/** The ticket one is most likely to look for, in one line: the next show. */
export default function NextTicket() {
  const next = sortBookings(useOpenBookings(), serverNow()).upcoming[0]
  if (!next) return null

  const { showtime, reference, reservationId } = next
  const today = dayInZone(showtime.cinema.timeZone, serverNow())
  return (
    <aside aria-label={t`Your next show`} className="border-b border-line bg-surface">
      <Link
        to="/reservations/$reservationId"
        params={{ reservationId: String(reservationId) }}
        className="group shell flex min-h-16 items-center gap-4 py-2.5 hover:bg-raised focus-visible:outline-offset-[-3px]"
      >
        <Ticket aria-hidden className="size-6 shrink-0 text-accent" />
        <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-4">
          <span className="font-semibold text-accent">
            <Trans>Your next show</Trans>
          </span>
          <span className="display text-xl">
            <ShowTime at={showtime.startsAt} timeZone={showtime.cinema.timeZone} />{' '}
            <Localized>{relativeDay(dayOf(showtime.startsAt), today)}</Localized>
          </span>
          <span className="font-medium">{showtime.movieTitle}</span>
          <span className="text-muted">
            {showtime.cinema.name} · {seatLabels(next)} · {reference}
          </span>
        </span>
        <ArrowRight aria-hidden className="size-5 shrink-0" />
      </Link>
    </aside>
  )
}
