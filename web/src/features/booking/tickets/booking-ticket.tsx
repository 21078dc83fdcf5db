import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import clsx from 'clsx'
import type { Reservation } from '@/api'
import { seatLabels } from '@/features/booking/own-bookings'
import { Poster } from '@/components/poster'
import { ShowTime } from '@/components/show-time'
import { Localized } from '@/components/localized'
import { dayOf, formatLongDay } from '@/lib/format/dates'
import { formatMoney } from '@/lib/format/money'

const stamps: Record<Reservation['status'], string> = {
  pending: t`Not confirmed yet`,
  confirmed: t`Confirmed`,
  cancelled: t`Cancelled`,
  expired: t`Ran out of time`,
}

type BookingTicketProps = {
  booking: Reservation
  /** Of a show that is over: kept for the record, no longer to be found in a hurry. */
  past?: boolean
  /** Undefined while it is not known yet: then its place is kept. */
  posterUrl: string | null | undefined
}

/** A booking as a ticket; the torn-off part carries its reference. */
export function BookingTicket({ booking, past, posterUrl }: BookingTicketProps) {
  const { showtime, status } = booking
  const quiet = past || status === 'cancelled' || status === 'expired'
  return (
    <Link
      to={status === 'pending' ? '/checkout/$reservationId' : '/reservations/$reservationId'}
      params={{ reservationId: String(booking.reservationId) }}
      className={clsx(
        'ticket group grid h-full grid-cols-[var(--tear)_1fr] transition-colors duration-150 hover:bg-raised focus-visible:outline-offset-[-5px]',
        quiet && 'text-muted',
      )}
    >
      <span className="flex min-w-0">
        {posterUrl !== null && (
          <span className="relative w-14 shrink-0 max-[22.5rem]:hidden sm:w-26">
            {posterUrl && (
              <Poster
                title=""
                url={posterUrl}
                className="absolute inset-0 h-full rounded-none rounded-l-[0.875rem]"
              />
            )}
          </span>
        )}
        <span className="grid min-w-0 content-center gap-0.5 p-3 sm:p-5">
          <ShowTime
            at={showtime.startsAt}
            timeZone={showtime.cinema.timeZone}
            className="display text-3xl leading-none"
          />
          <span className="display mt-1 line-clamp-3 text-lg leading-tight sm:text-xl group-hover:underline">
            {showtime.movieTitle}
          </span>
          <Localized className="font-medium">{formatLongDay(dayOf(showtime.startsAt))}</Localized>
          <span className="text-sm text-muted">
            {showtime.cinema.name} · {showtime.screen.name} · {showtime.screen.format}
          </span>
        </span>
      </span>
      <span className="relative grid min-w-0 content-center gap-0.5 p-3 pl-5 sm:p-5 sm:pl-7">
        <span aria-hidden className="ticket-tear absolute inset-y-3 left-0 w-1 -translate-x-1/2" />
        <span className="font-semibold break-words">{seatLabels(booking)}</span>
        <span
          className={clsx('display text-[clamp(0.75rem,3.4vw,1.1875rem)]', !quiet && 'text-accent')}
        >
          {status === 'confirmed' ? booking.reference : stamps[status]}
        </span>
        <span className="text-sm text-muted">{formatMoney(booking.total, booking.currency)}</span>
      </span>
    </Link>
  )
}
