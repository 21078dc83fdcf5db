import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { X } from 'lucide-react'
import type { Seat, SeatMap } from '@/api'
import type { LostSeat } from '@/features/seats/choice/seat-choice'
import { listLabels } from '@/features/seats/map/seat-names'
import { allSeats, replacementFor } from '@/features/seats/map/seat-places'
import { Button } from '@/components/ui/button'

type LostSeatsNoticeProps = {
  lostSeats: readonly LostSeat[]
  map: SeatMap
  chosen: ReadonlySet<number>
  onReplace: (seat: Seat) => void
  onDismiss: () => void
}

/** Says which chosen seats are gone and why, and offers the nearest free one for each. */
export function LostSeatsNotice({
  lostSeats,
  map,
  chosen,
  onReplace,
  onDismiss,
}: LostSeatsNoticeProps) {
  if (lostSeats.length === 0) return null
  const expired = lostSeats.every(({ why }) => why === 'expired')
  const offers = expired ? againFree(lostSeats, map) : replacements(lostSeats, map, chosen)
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border-2 border-danger py-1.5 pr-1.5 pl-4"
    >
      <p className="min-w-56 flex-1 font-medium">{explain(lostSeats, expired, chosen.size)}</p>
      <div className="flex flex-wrap items-center gap-2">
        {/* By place, not by seat: an offer that is taken in turn becomes the next one under the same focus. */}
        {offers.map((seat, index) => (
          <Button key={index} onClick={() => onReplace(seat)}>
            <Trans>Take {seat.label}</Trans>
          </Button>
        ))}
        <Button look="quiet" aria-label={t`Dismiss`} className="px-3!" onClick={onDismiss}>
          <X aria-hidden className="size-4" />
        </Button>
      </div>
    </div>
  )
}

function explain(lostSeats: readonly LostSeat[], expired: boolean, others: number): string {
  const labels = listLabels(lostSeats.map(({ seat }) => seat))
  const count = lostSeats.length
  if (expired) {
    return plural(count, {
      one: `Your time ran out, so ${labels} went back on sale.`,
      other: `Your time ran out, so ${labels} went back on sale.`,
    })
  }
  if (lostSeats.some(({ why }) => why === 'taken')) {
    const taken = plural(count, {
      one: `${labels} was taken by someone else.`,
      other: `${labels} were taken by someone else.`,
    })
    return others > 0 ? `${taken} ${t`Your other seats stay.`}` : taken
  }
  return plural(count, {
    one: `${labels} is no longer held for you.`,
    other: `${labels} are no longer held for you.`,
  })
}

/** After expiry one's own seats are the best offer, as long as they are free. */
function againFree(lostSeats: readonly LostSeat[], map: SeatMap): Seat[] {
  const lost = new Set(lostSeats.map(({ seat }) => seat.seatId))
  return allSeats(map.rows).filter((seat) => lost.has(seat.seatId) && seat.status === 'available')
}

function replacements(
  lostSeats: readonly LostSeat[],
  map: SeatMap,
  chosen: ReadonlySet<number>,
): Seat[] {
  const used = new Set(chosen)
  return lostSeats.flatMap(({ seat }) => {
    const offer = replacementFor(map.rows, seat, used)
    if (!offer) return []
    used.add(offer.seatId)
    return [offer]
  })
}
