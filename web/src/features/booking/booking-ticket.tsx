import { Link } from '@tanstack/react-router'
import clsx from 'clsx'
import type { Reservation } from '@/api'
import { seatLabels } from '@/features/booking/own-bookings'
import { ShowTime } from '@/components/show-time'
import { dayOf, formatLongDay } from '@/lib/dates'
import { formatMoney } from '@/lib/money'

const stamps: Record<Reservation['status'], string> = {
  pending: 'Not confirmed yet',
  confirmed: 'Confirmed',
  cancelled: 'Cancelled',
  expired: 'Ran out of time',
}

/** A booking as a ticket; the torn-off part carries its reference. */
export function BookingTicket({ booking }: { booking: Reservation }) {
  const { showtime, status } = booking
  const spent = status === 'cancelled' || status === 'expired'
  const pending = status === 'pending'
  return (
    <Link
      to={pending ? '/checkout/$reservationId' : '/reservations/$reservationId'}
      params={{ reservationId: String(booking.reservationId) }}
      className={clsx(
        'ticket group grid grid-cols-[var(--tear)_1fr] transition-colors duration-150 hover:bg-raised focus-visible:outline-offset-[-5px]',
        spent && 'text-muted',
      )}
    >
      <span className="flex min-w-0 flex-wrap items-center gap-x-6 gap-y-1 p-4 sm:p-5">
        <span
          className={clsx('display text-4xl leading-none', spent && 'line-through decoration-2')}
        >
          <ShowTime at={showtime.startsAt} timeZone={showtime.cinema.timeZone} />
        </span>
        <span className="grid min-w-0 flex-1 basis-48">
          <span className="display line-clamp-2 text-xl leading-tight">{showtime.movieTitle}</span>
          <span>{formatLongDay(dayOf(showtime.startsAt))}</span>
          <span className="text-sm text-muted">
            {showtime.cinema.name} · {showtime.screen.name} · {showtime.screen.format}
          </span>
        </span>
      </span>
      <span className="relative grid content-center gap-0.5 p-3 pl-5 sm:p-5 sm:pl-7">
        <span aria-hidden className="ticket-tear absolute inset-y-3 left-0 w-1 -translate-x-1/2" />
        <span className="font-semibold break-words">{seatLabels(booking)}</span>
        <span
          className={clsx('display text-[clamp(0.75rem,3.4vw,1.1875rem)]', !spent && 'text-accent')}
        >
          {status === 'confirmed' ? booking.reference : stamps[status]}
        </span>
        <span className="text-sm text-muted">{formatMoney(booking.total, booking.currency)}</span>
      </span>
    </Link>
  )
}
