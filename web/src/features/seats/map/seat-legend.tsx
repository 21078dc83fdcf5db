import { t } from '@lingui/core/macro'
import type { Seat, SeatMap } from '@/api'
import type { SeatState } from '@/features/seats/map/seat-names'
import { AccessibleIcon } from '@/features/seats/map/accessible-icon'
import { allSeats } from '@/features/seats/map/seat-places'
import { formatMoney } from '@/lib/format/money'

type LegendEntry = {
  state: string
  seatClass: string
  text: string
  price?: string | undefined
  accessibility?: NonNullable<Seat['accessibility']>
}

type SeatLegendProps = { map: SeatMap; stateOf: (seat: Seat) => SeatState }

/** What the shapes mean, with the prices of this showtime. */
export function SeatLegend({ map, stateOf }: SeatLegendProps) {
  const has = (state: SeatState) => allSeats(map.rows).some((seat) => stateOf(seat) === state)
  const price = (seatClass: string) => {
    const seat = allSeats(map.rows).find((candidate) => candidate.seatClass === seatClass)
    return seat && formatMoney(seat.price, map.currency)
  }
  const offers = (accessibility: Seat['accessibility']) =>
    allSeats(map.rows).some((seat) => seat.accessibility === accessibility)
  const entries: LegendEntry[] = [
    { state: 'available', seatClass: 'standard', text: t`Standard`, price: price('standard') },
    { state: 'available', seatClass: 'premium', text: t`Premium`, price: price('premium') },
    { state: 'selected', seatClass: 'standard', text: t`Your seat` },
    ...(has('booked') ? [{ state: 'booked', seatClass: 'standard', text: t`Booked by you` }] : []),
    { state: 'locked', seatClass: 'standard', text: t`Held by someone` },
    ...(has('kept') ? [{ state: 'kept', seatClass: 'standard', text: t`Kept back` }] : []),
    { state: 'sold', seatClass: 'standard', text: t`Taken` },
    ...(offers('wheelchair')
      ? [
          {
            state: 'available',
            seatClass: 'standard',
            text: t`Wheelchair place`,
            accessibility: 'wheelchair' as const,
          },
        ]
      : []),
    ...(offers('companion')
      ? [
          {
            state: 'available',
            seatClass: 'standard',
            text: t`Companion, with a wheelchair place`,
            accessibility: 'companion' as const,
          },
        ]
      : []),
  ]
  return (
    <ul
      aria-label={t`What the seats mean`}
      className="flex flex-wrap justify-center gap-x-5 gap-y-2 text-sm"
    >
      {entries.map((entry) => (
        <li key={entry.text} className="flex items-center gap-2">
          <span
            aria-hidden
            className="seat shrink-0 [--gap:2px] [--seat:1.75rem]"
            data-state={entry.state}
            data-class={entry.seatClass}
          >
            <span className="seat-shape">
              {entry.accessibility && <AccessibleIcon of={entry.accessibility} />}
            </span>
          </span>
          <span>
            {entry.text}
            {entry.price && <strong className="ml-1.5">{entry.price}</strong>}
          </span>
        </li>
      ))}
    </ul>
  )
}
