import { Trans } from '@lingui/react/macro'
import type { Reservation } from '@/api'
import { classNames } from '@/lib/format/seat-classes'
import { formatMoney } from '@/lib/format/money'

type TicketChoiceProps = {
  booking: Reservation
  chosen: readonly number[]
  onChoose: (ticketIds: readonly number[]) => void
  /** What a ticket brings back; by default what it brings its owner. */
  refund?: (ticket: Reservation['tickets'][number]) => number
  /** What is chosen, where they are not cancelled. */
  legend?: string
}

/** A booking’s tickets to tick off, each with what is due back for it. */
export function TicketChoice({ booking, chosen, onChoose, refund, legend }: TicketChoiceProps) {
  return (
    <fieldset className="grid grid-cols-1">
      <legend className={legend ? 'font-semibold' : 'sr-only'}>
        {legend ?? <Trans>Tickets to cancel</Trans>}
      </legend>
      {booking.tickets.map((ticket) => {
        const { ticketId, seatLabel, seatClass } = ticket
        const isChosen = chosen.includes(ticketId)
        return (
          <label
            key={ticketId}
            className="flex min-h-12 items-center gap-3 border-b border-line py-1 text-ink"
          >
            <input
              type="checkbox"
              className="size-5 shrink-0 accent-(--color-accent)"
              checked={isChosen}
              onChange={() =>
                onChoose(isChosen ? chosen.filter((id) => id !== ticketId) : [...chosen, ticketId])
              }
            />
            <span className="display text-lg">{seatLabel}</span>
            <span className="text-muted">
              <span className="capitalize">{classNames[seatClass]}</span>
              {ticket.kind && `, ${ticket.kind}`}
            </span>
            <span className="ml-auto text-right">
              {formatMoney((refund ?? (({ refund }) => refund))(ticket), booking.currency)}
              {!legend && (
                <span className="sr-only">
                  {' '}
                  <Trans>due back</Trans>
                </span>
              )}
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}
