import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { X } from 'lucide-react'
import type { OfferedKind, Seat, SeatBlock } from '@/api'
import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/field'
import { classNames } from '@/lib/format/seat-classes'
import { formatMoney } from '@/lib/format/money'
import { kindPrice } from './kind-price'

type ChosenSeatsProps = {
  label: string
  seats: readonly Seat[]
  currency: string
  /** Every kind of the show, also those that its rating forbids: nobody looks in vain for them. */
  kinds: readonly OfferedKind[]
  /** The kind of each seat that is no adult’s. */
  chosen: ReadonlyMap<number, number>
  /** Why the cinema keeps a seat back. */
  keptBack: ReadonlyMap<number, SeatBlock>
  onKind: (seatId: number, kindId: number) => void
  onRemove: (seat: Seat) => void
}

/** Each seat with the kind of its ticket: an adult’s, unless another is chosen. */
export function ChosenSeats(props: ChosenSeatsProps) {
  const { seats, currency, kinds, chosen, keptBack } = props
  const money = (amount: number) => formatMoney(amount, currency)
  const refused = kinds.filter(({ refusedFor }) => refusedFor).map(({ name }) => name)
  return (
    <>
      <ul aria-label={props.label} className="grid">
        {seats.map((seat) => {
          const { seatId, label, seatClass } = seat
          const kind = kinds.find(
            ({ kindId, refusedFor }) => !refusedFor && kindId === chosen.get(seatId),
          )
          return (
            <li
              key={seatId}
              className="grid min-h-12 grid-cols-[auto_minmax(0,1fr)_auto_auto] items-center gap-x-3 border-b border-line py-1"
            >
              <span className="display text-lg">
                {label}
                {keptBack.has(seatId) && (
                  <span className="block max-w-40 font-sans text-sm font-normal tracking-normal wrap-anywhere text-muted">
                    {keptBack.get(seatId)?.reason}
                  </span>
                )}
              </span>
              {kinds.length > 0 ? (
                <SelectField
                  label={t`Ticket for seat ${label}`}
                  hideLabel
                  value={kind?.kindId ?? 0}
                  onChange={(event) => props.onKind(seatId, Number(event.target.value))}
                >
                  <option value={0}>{t`Adult, ${money(seat.price)}`}</option>
                  {kinds.map((offer) => {
                    const price = kindPrice(offer, seatClass)
                    return (
                      <option
                        key={offer.kindId}
                        value={offer.kindId}
                        disabled={price === undefined}
                      >
                        {offer.refusedFor
                          ? t`${offer.name}: not for this film`
                          : price === undefined
                            ? t`${offer.name}: not here`
                            : `${offer.name}, ${money(price)}`}
                      </option>
                    )
                  })}
                </SelectField>
              ) : (
                <span className="text-sm text-muted capitalize">{classNames[seatClass]}</span>
              )}
              <span className="text-right font-medium">
                {money((kind && kindPrice(kind, seatClass)) ?? seat.price)}
              </span>
              <Button
                look="quiet"
                className="px-3!"
                aria-label={t`Remove ${label}`}
                onClick={() => props.onRemove(seat)}
              >
                <X aria-hidden className="size-4" />
              </Button>
            </li>
          )
        })}
        {seats.length === 0 && (
          <li className="py-3 text-muted">
            <Trans>No seat yet: choose how many, or tap seats on the map.</Trans>
          </li>
        )}
      </ul>
      {seats.length > 0 && refused.length > 0 && (
        <p className="text-muted">
          <Trans>Not for this film, because of its rating: {refused.join(', ')}.</Trans>
        </p>
      )}
    </>
  )
}
