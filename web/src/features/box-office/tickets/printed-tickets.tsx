import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { QRCodeSVG } from 'qrcode.react'
import type { BoxOfficeBooking } from '@/api'
import { dayOf, formatLongDay, timeOf } from '@/lib/format/dates'
import { classNames } from '@/lib/format/seat-classes'
import { formatMoney } from '@/lib/format/money'
import './printed-tickets.css'

export type Paper = 'roll' | 'sheet'

/** What comes out of the printer and is on no screen: each ticket with its code. */
export function PrintedTickets({ booking, paper }: { booking: BoxOfficeBooking; paper: Paper }) {
  const { showtime, tickets, reference, currency, giftCard } = booking.reservation
  const balance = booking.sale?.giftCardBalance
  const last = tickets.at(-1)
  return (
    <div className="printed-tickets" data-paper={paper}>
      {tickets.map((ticket) => (
        <section key={ticket.ticketId} className="printed-ticket">
          <p>{showtime.cinema.name}</p>
          <p className="printed-movie">{showtime.movieTitle}</p>
          <p>
            {formatLongDay(dayOf(showtime.startsAt))}, <strong>{timeOf(showtime.startsAt)}</strong>
          </p>
          <p>
            {showtime.screen.name} · {showtime.screen.format}
          </p>
          <p className="printed-seat">
            <Trans>Seat {ticket.seatLabel}</Trans>
          </p>
          <p>
            {classNames[ticket.seatClass]} · {ticket.kind ?? t`Adult`} ·{' '}
            {formatMoney(ticket.price, currency)}
          </p>
          {ticket.token != null && (
            <QRCodeSVG
              value={ticket.token}
              level="M"
              marginSize={4}
              bgColor="#fff"
              fgColor="#000"
              role="img"
              aria-label={t`QR code of seat ${ticket.seatLabel}`}
            />
          )}
          <p>{reference}</p>
          {giftCard && balance != null && ticket === last && (
            <p className="printed-card">
              <Trans>
                Gift card …{giftCard.hint} paid {formatMoney(giftCard.amount, currency)}. Left on
                it: {formatMoney(balance, currency)}.
              </Trans>
            </p>
          )}
        </section>
      ))}
    </div>
  )
}
