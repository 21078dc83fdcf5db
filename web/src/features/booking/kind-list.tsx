import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { BookingKinds, KindChoice, Reservation, SeatKind } from '@/api'
import { SelectField } from '@/components/ui/field'
import { formatMoney } from '@/lib/format/money'
import { classNames } from '@/lib/format/seat-classes'

type KindListProps = {
  booking: Reservation
  choices: BookingKinds
  busy: boolean
  onChoose: (kinds: SeatKind[]) => void
}

const named = ({ name, note }: KindChoice) => (note ? `${name} (${note})` : name)

/** Each seat with the kind of its ticket to choose, and what it costs, as the server says. */
export function KindList({ booking, choices, busy, onChoose }: KindListProps) {
  const money = (amount: number) => formatMoney(amount, booking.currency)
  const tickets = new Map(choices.tickets.map((ticket) => [ticket.ticketId, ticket]))
  const forbidden = new Set(
    choices.tickets
      .flatMap(({ kinds }) => kinds)
      .filter(({ refusedFor }) => refusedFor === 'rating')
      .map(named),
  )

  function choose(seatId: number, kindId: number) {
    const others = choices.tickets.filter((ticket) => ticket.seatId !== seatId)
    const kinds = [...others, { seatId, kindId }].flatMap((ticket) =>
      ticket.kindId ? [{ seatId: ticket.seatId, kindId: ticket.kindId }] : [],
    )
    onChoose(kinds)
  }

  return (
    <section aria-labelledby="kinds" className="grid gap-3">
      <h2 id="kinds" className="text-xl">
        <Trans>Who is coming?</Trans>
      </h2>
      <ul className="grid">
        {booking.tickets.map(({ ticketId, seatId, seatLabel, seatClass, price }) => {
          const choice = tickets.get(ticketId)
          return (
            <li
              key={ticketId}
              className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-4 border-b border-line py-2"
            >
              <p>
                <span className="display block text-lg">{seatLabel}</span>
                <span className="text-sm text-muted capitalize">{classNames[seatClass]}</span>
              </p>
              {choice && (
                <SelectField
                  label={t`Ticket for seat ${seatLabel}`}
                  hideLabel
                  value={choice.kindId ?? 0}
                  disabled={busy}
                  onChange={(event) => choose(seatId, Number(event.target.value))}
                >
                  <option value={0}>{t`Adult, ${money(choice.fullPrice)}`}</option>
                  {choice.kinds.map((kind) => (
                    <option
                      key={kind.kindId}
                      value={kind.kindId}
                      disabled={kind.price === null || kind.price === undefined}
                    >
                      {kind.refusedFor === 'class'
                        ? t`${named(kind)}: not for these seats`
                        : kind.refusedFor
                          ? t`${named(kind)}: not for this film`
                          : `${named(kind)}, ${money(kind.price ?? 0)}`}
                    </option>
                  ))}
                </SelectField>
              )}
              <span className="min-w-16 text-right font-medium">{money(price)}</span>
            </li>
          )
        })}
      </ul>
      {forbidden.size > 0 && (
        <p className="text-muted">
          <Trans>Not for this film, because of its rating: {[...forbidden].join(', ')}.</Trans>
        </p>
      )}
      {booking.voucher && (
        <p className="flex items-baseline justify-between gap-4 text-muted">
          <span>
            <Trans>Saved by voucher …{booking.voucher.hint}</Trans>
          </span>
          <span>{money(booking.voucher.discount)}</span>
        </p>
      )}
      <p aria-live="polite" className="flex items-baseline justify-between gap-4">
        <span className="font-semibold">
          <Trans>Total</Trans>
        </span>
        <span className="display text-2xl">{money(booking.total)}</span>
      </p>
      {booking.giftCard && (
        <>
          <p className="flex items-baseline justify-between gap-4 text-muted">
            <span>
              <Trans>Gift card …{booking.giftCard.hint}</Trans>
            </span>
            <span>{money(-booking.giftCard.amount)}</span>
          </p>
          <p className="flex items-baseline justify-between gap-4">
            <span className="font-semibold">
              <Trans>To pay</Trans>
            </span>
            <span className="display text-2xl">{money(booking.payment.amount)}</span>
          </p>
        </>
      )}
    </section>
  )
}
