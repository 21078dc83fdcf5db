import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Seat, SeatMap, WaitingPlace } from '@/api'
import { allSeats } from '@/features/seats/map/seat-places'
import type { SeatState } from '@/features/seats/map/seat-names'
import { isOpen, waitingPlace } from '@/features/seats/waiting-list/waiting-place'

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
  onOffer: () => void,
): WaitingList {
  // Who only now chooses seats has not come for an offer: nobody is asked about them.
  const [cameToSeats] = useState(() => Boolean(map.holdExpiresAt))
  const seats = allSeats(map.rows)
  const soldOut = seats.every((seat) => seat.accessibility || stateOf(seat) !== 'available')
  const { data } = useQuery({
    ...waitingPlace(map.showtime.showtimeId, signedIn),
    enabled: soldOut || cameToSeats,
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
