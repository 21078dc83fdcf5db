import { memo } from 'react'
import type { Seat } from '@/api'
import { AccessibleIcon } from '@/features/seats/map/accessible-icon'
import type { SeatState } from '@/features/seats/map/seat-names'

type SeatButtonProps = {
  id: string
  seatId: number
  number: number
  name: string
  state: SeatState
  seatClass: string
  accessibility: Seat['accessibility']
  busy: boolean
  suggested: boolean
  tabbable: boolean
}

const choosable: ReadonlySet<SeatState> = new Set(['available', 'selected', 'kept'])
const numbered: ReadonlySet<SeatState> = new Set(['available', 'locked', 'kept'])

/** One seat. A taken one is aria-disabled, never disabled, so that it stays discoverable. */
export const SeatButton = memo(function SeatButton(props: SeatButtonProps) {
  const mine = props.state === 'selected' || props.state === 'booked'
  return (
    <button
      type="button"
      id={props.id}
      className="seat"
      data-seat-id={props.seatId}
      data-state={props.state}
      data-class={props.seatClass}
      data-busy={props.busy || undefined}
      data-suggested={props.suggested || undefined}
      aria-label={props.name}
      aria-pressed={mine}
      aria-disabled={choosable.has(props.state) ? undefined : true}
      tabIndex={props.tabbable ? 0 : -1}
    >
      {/* Other states show a sign of their own in its place. */}
      <span className="seat-shape">
        {numbered.has(props.state) &&
          (props.accessibility ? <AccessibleIcon of={props.accessibility} /> : props.number)}
      </span>
    </button>
  )
})
