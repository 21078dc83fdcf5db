import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Reservation } from '@/api'
import { getMovieOptions } from '@/api/@tanstack/react-query.gen'
import { Poster } from '@/components/poster'
import { ShowTime } from '@/components/show-time'
import { Localized } from '@/components/localized'
import { dayOf, formatDayAndTime, formatLongDay } from '@/lib/format/dates'
import { classNames } from '@/lib/format/seat-classes'
import { formatMoney } from '@/lib/format/money'
import { cardPays } from '@/features/booking/codes/gift-card-text'
import { refundOf } from '@/features/booking/refund-terms'

/** When and where, with the poster: the same on the checkout and on the ticket. */
export function ShowDetails({ booking }: { booking: Reservation }) {
  const { showtime } = booking
  const movie = useQuery(getMovieOptions({ path: { movieId: showtime.movieId } }))
  return (
    <div className="grid grid-cols-[6rem_1fr] gap-5 sm:grid-cols-[9rem_1fr] sm:gap-7 print:block">
      <div className="print:hidden">
        <Poster title={showtime.movieTitle} url={movie.data?.posterUrl} eager />
      </div>
      <div className="grid content-center gap-1">
        <Link
          to="/movies/$movieId"
          params={{ movieId: String(showtime.movieId) }}
          className="display text-2xl leading-tight underline-offset-4 hover:underline sm:text-3xl"
        >
          {showtime.movieTitle}
        </Link>
        <p className="display mt-1 text-4xl text-accent sm:text-5xl">
          <ShowTime at={showtime.startsAt} timeZone={showtime.cinema.timeZone} />
        </p>
        <p className="font-medium">
          <Localized>{formatLongDay(dayOf(showtime.startsAt))}</Localized>
        </p>
        <p className="text-muted">
          {showtime.screen.name} · {showtime.screen.format}
        </p>
        <address className="text-muted not-italic">
          {showtime.cinema.name}, {showtime.cinema.address}, {showtime.cinema.city}
        </address>
      </div>
    </div>
  )
}

/** Each seat with its price, and what they cost together, as the server says. */
export function PriceList({ booking }: { booking: Reservation }) {
  const money = (amount: number) => formatMoney(amount, booking.currency)
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">
        <Trans>Seats and prices</Trans>
      </caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">
            <Trans>Seat</Trans>
          </th>
          <th scope="col">
            <Trans>Class</Trans>
          </th>
          <th scope="col">
            <Trans>Price</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {booking.tickets.map((ticket) => (
          <tr key={ticket.ticketId} className="border-b border-line">
            <th scope="row" className="display py-2 pr-4 text-left text-lg">
              {ticket.seatLabel}
            </th>
            <td className="text-muted">
              <span className="capitalize">{classNames[ticket.seatClass]}</span>
              {ticket.kind && `, ${ticket.kind}`}
            </td>
            <td className="text-right font-medium">{money(ticket.price)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {booking.voucher && (
          <tr>
            <th scope="row" colSpan={2} className="pt-3 text-left font-normal text-muted">
              <Trans>Saved by voucher …{booking.voucher.hint}</Trans>
            </th>
            <td className="pt-3 text-right font-medium">{money(booking.voucher.discount)}</td>
          </tr>
        )}
        <tr>
          <th scope="row" colSpan={2} className="pt-3 text-left font-semibold">
            <Trans>Total</Trans>
          </th>
          <td className="display pt-3 text-right text-2xl">{money(booking.total)}</td>
        </tr>
        {booking.giftCard && cardPays(booking) > 0 && (
          <tr>
            <th scope="row" colSpan={2} className="pt-3 text-left font-normal text-muted">
              <Trans>Gift card …{booking.giftCard.hint}</Trans>
            </th>
            <td className="pt-3 text-right font-medium">{money(-cardPays(booking))}</td>
          </tr>
        )}
        {booking.giftCard && booking.status === 'pending' && (
          <tr>
            <th scope="row" colSpan={2} className="pt-3 text-left font-semibold">
              <Trans>To pay</Trans>
            </th>
            <td className="display pt-3 text-right text-2xl">{money(booking.payment.amount)}</td>
          </tr>
        )}
      </tfoot>
    </table>
  )
}

/** The tickets that were cancelled one by one, and what is due back for them. */
export function CancelledTickets({ booking }: { booking: Reservation }) {
  const { cancelledTickets, currency, giftCard } = booking
  if (cancelledTickets.length === 0) return null
  return (
    <section aria-labelledby="cancelled" className="print:hidden">
      <h2 id="cancelled" className="text-xl">
        <Trans>Cancelled</Trans>
      </h2>
      <p className="mt-1 text-muted">
        {giftCard ? (
          <Trans>
            {cancelledTickets.map(({ seatLabel }) => seatLabel).join(', ')}:{' '}
            <strong className="text-ink">{refundOf(cancelledTickets, currency)}</strong> is due back
            to you, and {formatMoney(giftCard.givenBack, currency)} of it is on your gift card …
            {giftCard.hint}.
          </Trans>
        ) : (
          <Trans>
            {cancelledTickets.map(({ seatLabel }) => seatLabel).join(', ')}: if you have paid
            already, <strong className="text-ink">{refundOf(cancelledTickets, currency)}</strong> is
            due back to you.
          </Trans>
        )}
      </p>
    </section>
  )
}

/** What some of the tickets were exchanged for at the box office. */
export function ExchangedNote({ booking }: { booking: Reservation }) {
  const references = booking.exchangedFor?.map(({ reference }) => reference).join(', ')
  return references ? (
    <p className="text-muted print:hidden">
      <Trans>Some of its tickets were exchanged at the box office for those of {references}.</Trans>
    </p>
  ) : null
}

/** Of a show that starts at another time than it did when it was booked: keep or cancel, at no fee. */
export function MovedNotice({ booking }: { booking: Reservation }) {
  if (!booking.movedFrom) return null
  return (
    <section
      aria-labelledby="moved"
      className="rounded-2xl border border-accent bg-surface p-5 sm:p-6 print:hidden"
    >
      <h2 id="moved" className="text-xl">
        <Trans>This show has moved</Trans>
      </h2>
      <p className="mt-1 text-muted">
        <Trans>
          It was to start on <Localized>{formatDayAndTime(booking.movedFrom)}</Localized>, and now
          starts on{' '}
          <strong className="text-ink">
            <Localized>{formatDayAndTime(booking.showtime.startsAt)}</Localized>
          </strong>
          . Your seats are kept. If the new time does not suit you, cancel until it starts:
          everything comes back, whatever the cinema keeps otherwise.
        </Trans>
      </p>
    </section>
  )
}
