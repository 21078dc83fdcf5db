import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Seat } from '@/api'
import { getReservationOptions, getSeatMapOptions } from '@/api/@tanstack/react-query.gen'
import { SeatChoice } from '@/features/seats/seat-choice'
import { allSeats } from '@/features/seats/seat-places'
import { seatName, type SeatState } from '@/features/seats/seat-names'
import { announce } from '@/lib/announce'
import { notify } from '@/lib/notices'
import { ownBookings } from '@/lib/own-bookings'
import { Problem, problemText } from '@/lib/problem'
import { useSession } from '@/lib/session'

const seatLimit = 10
/** A visible map is read again this often, so that it is true within seconds. */
const rereadEvery = 2_000

/** The seat map of a showtime together with one's own choice on it. */
export function useSeatChoice(showtimeId: number) {
  const queryClient = useQueryClient()
  const [store] = useState(() => new SeatChoice(queryClient, showtimeId))
  const choice = useSyncExternalStore(store.subscribe, store.get)
  const session = useSession()
  const signedIn = session.status === 'signed-in'

  const map = useQuery({
    ...getSeatMapOptions({ path: { showtimeId } }),
    staleTime: 0,
    refetchInterval: rereadEvery,
  })
  const { booked, pending } = useOwnBookings(showtimeId, map.data?.reservationId ?? null, signedIn)

  useEffect(() => {
    if (map.data && session.status !== 'restoring') store.observe(map.data, signedIn)
  }, [store, map.data, session.status, signedIn])

  function stateOf(seat: Seat): SeatState {
    if (booked.has(seat.seatId)) return 'booked'
    const intent = choice.intents.get(seat.seatId)
    if (intent) return intent === 'hold' ? 'selected' : 'available'
    if (!signedIn && choice.local.includes(seat.seatId)) return 'selected'
    return seat.status
  }

  const seats = map.data ? allSeats(map.data.rows) : []
  const kept = seats.filter((seat) => stateOf(seat) === 'selected')
  const chosen = kept.filter(({ seatId }) => !pending.has(seatId))

  function toggle(seat: Seat) {
    const state = stateOf(seat)
    if (state === 'selected' && pending.has(seat.seatId)) {
      notify(problemText(new Problem(409, { code: 'seat_in_reservation' })))
    } else if (state === 'selected') {
      if (signedIn) store.queue.request(seat.seatId, 'free')
      else store.dropLocally(seat.seatId)
    } else if (state === 'available') {
      if (kept.length >= seatLimit) notify(problemText(new Problem(409, { code: 'hold_limit' })))
      else if (signedIn) store.queue.request(seat.seatId, 'hold')
      else store.chooseLocally(seat.seatId)
    } else if (map.data) {
      announce(seatName(seat, state, map.data.currency))
    }
  }

  return { map, signedIn, store, choice, chosen, pending, stateOf, toggle }
}

/** Seats of one's own confirmed bookings (which the map calls sold) and of one still waiting at the checkout. */
function useOwnBookings(showtimeId: number, reservationId: number | null, signedIn: boolean) {
  const bookings = useQuery({
    ...ownBookings,
    enabled: signedIn,
  })
  const waiting = useQuery({
    ...getReservationOptions({ path: { reservationId: reservationId ?? 0 } }),
    enabled: signedIn && reservationId !== null,
  })
  const confirmed = (bookings.data?.items ?? []).filter(
    ({ status, showtime }) => status === 'confirmed' && showtime.showtimeId === showtimeId,
  )
  return {
    booked: new Set(confirmed.flatMap(({ tickets }) => tickets.map(({ seatId }) => seatId))),
    pending: new Set(
      reservationId === null ? [] : waiting.data?.tickets.map(({ seatId }) => seatId),
    ),
  }
}
