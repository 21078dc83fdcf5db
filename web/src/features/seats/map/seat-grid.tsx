import { t } from '@lingui/core/macro'
import './seat-grid.css'
import { useEffect, useRef, useState, type KeyboardEvent, type SyntheticEvent } from 'react'
import type { Seat, SeatMap } from '@/api'
import { SeatButton } from '@/features/seats/map/seat-button'
import { moveByKey } from '@/features/seats/map/seat-keyboard'
import { seatName, type SeatState } from '@/features/seats/map/seat-names'
import {
  allSeats,
  bestSeat,
  placeOf,
  replacementFor,
  seatAt,
} from '@/features/seats/map/seat-places'
import { announce } from '@/lib/browser/announce'

type SeatGridProps = {
  map: SeatMap
  zoomed: boolean
  stateOf: (seat: Seat) => SeatState
  isBusy: (seat: Seat) => boolean
  /** Seats that were found for a party and not taken yet. */
  suggested: ReadonlySet<number>
  onToggle: (seat: Seat) => void
}

const elementId = (seatId: number) => `seat-${seatId}`

/** For whoever takes a seat from outside the map: the button that did it goes, and focus goes on to the seat. */
export function focusSeat(seatId: number): void {
  document.getElementById(elementId(seatId))?.focus()
}

/** The map as an ARIA grid with one tab stop; keys as in `moveByKey`. */
export function SeatGrid(props: SeatGridProps) {
  const { map, zoomed, stateOf, isBusy, suggested, onToggle } = props
  const { rows, currency } = map
  const [activeId, setActiveId] = useState<number>()
  const current = activeId ?? bestSeat(rows)?.seatId
  useLossOfFocusedSeat(rows, activeId, stateOf)

  function seatOf(event: SyntheticEvent): Seat | undefined {
    const button = event.target instanceof Element && event.target.closest('[data-seat-id]')
    const id = button ? Number(button.getAttribute('data-seat-id')) : undefined
    return allSeats(rows).find(({ seatId }) => seatId === id)
  }

  function onKeyDown(event: KeyboardEvent) {
    const from = placeOf(rows, seatOf(event)?.seatId)
    const to =
      from && moveByKey(rows, from, event, (candidate) => stateOf(candidate) === 'available')
    const seat = to && seatAt(rows, to)
    if (!seat) return
    event.preventDefault()
    focusSeat(seat.seatId)
  }

  return (
    // The grid itself is no control: it hears the events of the buttons in it.
    // eslint-disable-next-line jsx-a11y-x/interactive-supports-focus
    <div
      role="grid"
      aria-label={t`Seat map, screen at the top`}
      className="seat-map"
      data-zoomed={zoomed}
      onKeyDown={onKeyDown}
      onFocus={(event) => setActiveId(seatOf(event)?.seatId)}
      onClick={(event) => {
        const seat = seatOf(event)
        if (seat) onToggle(seat)
      }}
    >
      {rows.map((row) => (
        <div key={row.label} role="row" className="flex items-center">
          <div role="rowheader" className="seat-label text-xs font-semibold text-muted">
            {row.label}
          </div>
          {row.seats.map((seat, index) => (
            <div
              key={seat.seatId}
              role="gridcell"
              className="seat-cell"
              style={{ '--curve': curve(index, row.seats.length) } as React.CSSProperties}
            >
              <SeatButton
                id={elementId(seat.seatId)}
                seatId={seat.seatId}
                number={seat.column}
                name={seatName(seat, stateOf(seat), currency)}
                state={stateOf(seat)}
                seatClass={seat.seatClass}
                accessibility={seat.accessibility}
                busy={isBusy(seat)}
                suggested={suggested.has(seat.seatId)}
                tabbable={seat.seatId === current}
              />
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}

function curve(index: number, count: number): number {
  const middle = (count - 1) / 2
  return middle === 0 ? 0 : ((index - middle) / middle) ** 2
}

/** Strangers' changes say nothing, except when they take the very seat one is on. */
function useLossOfFocusedSeat(
  rows: SeatMap['rows'],
  activeId: number | undefined,
  stateOf: (seat: Seat) => SeatState,
) {
  const before = useRef<{ seatId: number; state: SeatState }>(undefined)
  const seat = allSeats(rows).find(({ seatId }) => seatId === activeId)
  const state = seat && stateOf(seat)

  useEffect(() => {
    if (!seat || !state) return
    const known = before.current
    before.current = { seatId: seat.seatId, state }
    const wasFree = known?.seatId === seat.seatId && known.state === 'available'
    const focused = document.activeElement?.id === elementId(seat.seatId)
    if (wasFree && focused && (state === 'locked' || state === 'sold')) {
      const next = replacementFor(rows, seat, new Set())
      const offer = next ? ` ${t`The nearest free seat is ${next.label}.`}` : ''
      announce(t`Row ${seat.row}, seat ${seat.column} was just taken.` + offer)
    }
  }, [rows, seat, state])
}
