import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Seat } from '@/api'
import { SeatMapCache } from '@/features/seats/live/seat-map-cache'
import { useLiveSeats } from '@/features/seats/live/use-live-seats'
import { seatName, type SeatState } from '@/features/seats/map/seat-names'
import { allSeats } from '@/features/seats/map/seat-places'
import { announce } from '@/lib/browser/announce'

const seatLimit = 10
const rereadWhenBroken = 4_000
const rereadWhenLive = 60_000
const none: ReadonlySet<number> = new Set()

/**
 * The live map at the counter, and what is chosen on it. Nothing is held: whoever sells has the customer before them, and the sale takes
 * all seats or none.
 */
export function useCounterSeats(showtimeId: number) {
  const queryClient = useQueryClient()
  const [cache] = useState(() => new SeatMapCache(queryClient, showtimeId, () => none))
  const [chosenIds, choose] = useState<readonly number[]>([])
  const stream = useLiveSeats(cache, showtimeId, true)
  const map = useQuery({
    queryKey: cache.key,
    queryFn: cache.fetch,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data !== undefined && (stream === 'live' ? rereadWhenLive : rereadWhenBroken),
  })

  const all = map.data ? allSeats(map.data.rows) : []
  const picked = chosenIds.flatMap((id) => all.find(({ seatId }) => seatId === id) ?? [])
  const chosen = picked.filter(({ status }) => status === 'available')
  const lost = picked.filter(({ status }) => status !== 'available')

  function stateOf(seat: Seat): SeatState {
    if (seat.status === 'available')
      return chosenIds.includes(seat.seatId) ? 'selected' : 'available'
    // What this person holds at home is no seat of the counter's.
    return seat.status === 'selected' ? 'locked' : seat.status
  }

  function toggle(seat: Seat) {
    const state = stateOf(seat)
    const kept = chosen.map(({ seatId }) => seatId)
    if (state === 'selected') choose(kept.filter((id) => id !== seat.seatId))
    else if (state === 'available' && kept.length < seatLimit) choose([...kept, seat.seatId])
    else if (map.data) announce(seatName(seat, state, map.data.currency))
  }

  return { map, stream, chosen, lost, stateOf, toggle, choose, refresh: () => cache.refresh() }
}
