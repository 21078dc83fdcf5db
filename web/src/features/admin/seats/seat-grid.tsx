import { t } from '@lingui/core/macro'
import clsx from 'clsx'

export type GridSeat = {
  seatId: number
  label: string
  row: string
  /** What a screen reader says of the button. */
  name: string
  pressed: boolean
  /** Nobody can choose it. */
  taken?: boolean
  look?: string | undefined
}

type SeatGridProps = { seats: GridSeat[]; onToggle: (seatId: number) => void }

/** The seats of a screen as buttons, row by row, for managers: the map that customers see has more to say. */
export function SeatGrid({ seats, onToggle }: SeatGridProps) {
  const rows = [...new Set(seats.map((seat) => seat.row))]
  return (
    <div
      role="region"
      aria-label={t`Seats`}
      tabIndex={0}
      className="grid gap-1 overflow-x-auto rounded-xl border border-line bg-surface p-3"
    >
      {rows.map((row) => (
        <div key={row} role="group" aria-label={t`Row ${row}`} className="flex gap-1">
          {seats
            .filter((seat) => seat.row === row)
            .map((seat) => (
              <button
                key={seat.seatId}
                type="button"
                aria-pressed={seat.pressed}
                aria-label={seat.name}
                disabled={seat.taken}
                className={clsx(
                  'min-h-11 min-w-11 rounded-lg border text-sm font-semibold',
                  seat.look ??
                    (seat.taken ? 'border-line text-muted' : 'border-control hover:bg-raised'),
                )}
                onClick={() => onToggle(seat.seatId)}
              >
                {seat.label}
              </button>
            ))}
        </div>
      ))}
    </div>
  )
}
