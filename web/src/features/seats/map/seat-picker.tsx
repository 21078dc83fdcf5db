import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Seat, SeatMap } from '@/api'
import { accessibilityNames, type SeatState } from '@/features/seats/map/seat-names'
import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/field'
import { classNames } from '@/lib/format/seat-classes'
import { formatMoney } from '@/lib/format/money'

type SeatPickerProps = {
  map: SeatMap
  stateOf: (seat: Seat) => SeatState
  onPick: (seat: Seat) => void
}

/** The other way to a seat: row, then seat, from two plain lists. */
export function SeatPicker({ map, stateOf, onPick }: SeatPickerProps) {
  const free = map.rows
    .map((row) => ({ ...row, seats: row.seats.filter((seat) => stateOf(seat) === 'available') }))
    .filter(({ seats }) => seats.length > 0)
  const [rowLabel, setRowLabel] = useState<string>()
  const [seatId, setSeatId] = useState<number>()
  const row = free.find(({ label }) => label === rowLabel) ?? free[0]
  const seat = row?.seats.find((candidate) => candidate.seatId === seatId) ?? row?.seats[0]

  return (
    <details className="rounded-xl border border-line bg-surface">
      <summary className="min-h-11 px-4 py-2.5 font-semibold">
        <Trans>Choose from a list</Trans>
      </summary>
      {row && seat ? (
        <div className="grid grid-cols-[2fr_3fr] items-end gap-3 px-4 pt-1 pb-4">
          <SelectField
            label={t`Row`}
            value={row.label}
            onChange={(event) => setRowLabel(event.target.value)}
          >
            {free.map(({ label, seats }) => (
              <option key={label} value={label}>
                {label} ({plural(seats.length, { one: '# free', other: '# free' })})
              </option>
            ))}
          </SelectField>
          <SelectField
            label={t`Seat`}
            value={seat.seatId}
            onChange={(event) => setSeatId(Number(event.target.value))}
          >
            {row.seats.map((candidate) => (
              <option key={candidate.seatId} value={candidate.seatId}>
                {candidate.column},{' '}
                {candidate.accessibility && `${accessibilityNames[candidate.accessibility]}, `}
                {classNames[candidate.seatClass]}, {formatMoney(candidate.price, map.currency)}
              </option>
            ))}
          </SelectField>
          <Button className="col-span-full" onClick={() => onPick(seat)}>
            <Plus aria-hidden className="size-4" />
            <Trans>Choose seat {seat.label}</Trans>
          </Button>
        </div>
      ) : (
        <p className="px-4 pb-4 text-muted">
          <Trans>No seat is free just now.</Trans>
        </p>
      )}
    </details>
  )
}
