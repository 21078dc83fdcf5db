import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Seat, SeatMap, WaitingPlace } from '@/api'
import { findBestSeatsOptions } from '@/api/@tanstack/react-query.gen'
import { allSeats } from '@/features/seats/map/seat-places'
import type { SeatState } from '@/features/seats/map/seat-names'
import { isOpen, waitingPlace } from '@/features/seats/waiting-list/waiting-place'

const askAgainEvery = 60_000

type WaitingList = {
  /** Whether the page shows the list instead of the search for free seats. */
  shown: boolean
  place: WaitingPlace | null
}

/** The waiting list of the showtime, where that is sold out, or where one came to seats that were kept. */
export function useWaitingList(
  map: SeatMap,
  signedIn: boolean,
  stateOf: (seat: Seat) => SeatState,
  choseHere: boolean,
  onOffer: () => void,
): WaitingList {
  // Who chooses seats on this page has not come for an offer: nobody is asked about them.
  const [cameToSeats] = useState(() => Boolean(map.holdExpiresAt))
  const seats = allSeats(map.rows)
  const { showtimeId } = map.showtime
  const free = seats.filter((seat) => stateOf(seat) === 'available')
  const onlyAccessible = free.every((seat) => seat.accessibility)
  // The server proposes wheelchair and companion places once they are for everybody.
  const anybodys = useQuery({
    ...findBestSeatsOptions({ path: { showtimeId }, query: { count: 1 } }),
    enabled: onlyAccessible && free.length > 0,
    retry: false,
    refetchInterval: askAgainEvery,
  })
  const soldOut = onlyAccessible && !(free.length > 0 && anybodys.isSuccess)
  const { data } = useQuery({
    ...waitingPlace(showtimeId, signedIn),
    enabled: soldOut || cameToSeats || (Boolean(map.holdExpiresAt) && !choseHere),
  })
  const offered = data?.status === 'offered'
  useEffect(() => {
    if (offered) onOffer()
    // Once for each offer: what it does is read the map.
  }, [offered])

  const choosing = seats.some((seat) => stateOf(seat) === 'selected')
  const place = data ?? null
  const over = data === undefined || data?.status === 'taken'
  return { shown: isOpen(place) || (soldOut && !choosing && !over), place }
}
