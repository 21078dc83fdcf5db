import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Seat } from '@/api'
import { listBlockedSeatsOptions } from '@/api/@tanstack/react-query.gen'
import { SeatMapCache } from '@/features/seats/live/seat-map-cache'
import { useLiveSeats } from '@/features/seats/live/use-live-seats'
import { seatName, type SeatState } from '@/features/seats/map/seat-names'
import { allSeats } from '@/features/seats/map/seat-places'
import { announce } from '@/lib/browser/announce'

const seatLimit = 10
const rereadWhenBroken = 4_000
const rereadWhenLive = 60_000
const none: ReadonlySet<number> = new Set()

type Choice = {
  /** How many seats can be chosen. */
  limit?: number
  /** Sold seats that can be chosen, since their tickets are given up for them. */
  givenUp?: ReadonlySet<number> | undefined
  /** Whether what the cinema keeps back can be chosen: to sell it, yes; or that alone which it keeps for no group. */
  takesKept?: boolean | 'house'
}

/**
 * The live map at the counter, and what is chosen on it. Nothing is held: whoever sells has the customer before them, and the sale takes
 * all seats or none.
 */
export function useCounterSeats(
  showtimeId: number,
  { limit = seatLimit, givenUp = none, takesKept = true }: Choice = {},
  initial: readonly number[] = [],
) {
  const queryClient = useQueryClient()
  const [cache] = useState(() => new SeatMapCache(queryClient, showtimeId, () => none))
  const [chosenIds, choose] = useState(initial)
  const stream = useLiveSeats(cache, showtimeId, true)
  const map = useQuery({
    queryKey: cache.key,
    queryFn: cache.fetch,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data !== undefined && (stream === 'live' ? rereadWhenLive : rereadWhenBroken),
  })

  const blocks = useQuery({
    ...listBlockedSeatsOptions({ path: { showtimeId } }),
    refetchInterval: rereadWhenLive,
  })
  // What the cinema keeps back its staff may sell.
  const keptBack = new Map(blocks.data?.blocks.map((block) => [block.seatId, block]))
  const isKept = ({ seatId, status }: Seat) => {
    const block = keptBack.get(seatId)
    if (!block || status !== 'locked') return false
    return takesKept === 'house' ? !block.groupId : takesKept
  }
  const isFree = (seat: Seat) =>
    seat.status === 'available' ||
    isKept(seat) ||
    (seat.status === 'sold' && givenUp.has(seat.seatId))

  const all = map.data ? allSeats(map.data.rows) : []
  const picked = chosenIds.flatMap((id) => all.find(({ seatId }) => seatId === id) ?? [])
  const chosen = picked.filter(isFree)
  // Before it is known what is kept back, a seat that is may look like somebody’s.
  const lost = blocks.isPending ? [] : picked.filter((seat) => !isFree(seat))

  function stateOf(seat: Seat): SeatState {
    if (isFree(seat) && chosenIds.includes(seat.seatId)) return 'selected'
    if (seat.status === 'sold' && givenUp.has(seat.seatId)) return 'available'
    if (isKept(seat)) return 'kept'
    // What this person holds at home is no seat of the counter's.
    return seat.status === 'selected' ? 'locked' : seat.status
  }

  function toggle(seat: Seat) {
    const state = stateOf(seat)
    const kept = chosen.map(({ seatId }) => seatId)
    if (state === 'selected') choose(kept.filter((id) => id !== seat.seatId))
    else if (isFree(seat) && kept.length < limit) choose([...kept, seat.seatId])
    else if (map.data) announce(seatName(seat, state, map.data.currency))
  }

  return {
    map,
    stream,
    chosen,
    lost,
    keptBack,
    isFree,
    stateOf,
    toggle,
    choose,
    refresh: () => cache.refresh(),
  }
}
