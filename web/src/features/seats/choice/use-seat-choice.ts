import { t } from '@lingui/core/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Reservation, Seat } from '@/api'
import { getReservationOptions } from '@/api/@tanstack/react-query.gen'
import { SeatChoice } from '@/features/seats/choice/seat-choice'
import { allSeats } from '@/features/seats/map/seat-places'
import type { StreamState } from '@/features/seats/live/seat-stream'
import { overReason } from '@/features/seats/live/show-over'
import { useLiveSeats } from '@/features/seats/live/use-live-seats'
import { seatName, type SeatState } from '@/features/seats/map/seat-names'
import { notYet, useTurn } from '@/features/seats/queue/use-turn'
import { announce } from '@/lib/browser/announce'
import { useGuestBookings } from '@/lib/session/guest-bookings'
import { notify } from '@/lib/browser/notices'
import { ownBookings } from '@/lib/api/own-bookings'
import { Problem, problemText } from '@/lib/api/problem'
import { serverNow } from '@/lib/time/server-clock'
import { useSession } from '@/lib/session/session'

const seatLimit = 10
/** While there is no stream, the map is read this often; else only to be sure, since no line is perfect. */
const rereadWhenBroken = 4_000
const rereadWhenLive = 60_000

function pollEvery(stream: StreamState): number {
  return stream === 'live' || stream === 'closed' ? rereadWhenLive : rereadWhenBroken
}

/** The seat map of a showtime together with one's own choice on it. */
export function useSeatChoice(showtimeId: number) {
  const queryClient = useQueryClient()
  const [store] = useState(() => new SeatChoice(queryClient, showtimeId))
  const choice = useSyncExternalStore(store.subscribe, store.get)
  const session = useSession()
  const signedIn = session.status === 'signed-in'

  // What one keeps already may be booked whosever turn it is.
  const seen = store.map.get()
  const keeps = Boolean(seen?.holdExpiresAt ?? seen?.reservationId)
  const turn = useTurn(showtimeId, seen?.waitingRoomId ?? null)
  const waiting = keeps ? undefined : notYet(turn)
  const waits = waiting !== undefined
  const stream = useLiveSeats(store.map, showtimeId, !waits)
  useEffect(() => store.requests.meetOtherTabs(), [store])

  const map = useQuery({
    queryKey: store.map.key,
    queryFn: store.map.fetch,
    staleTime: 0,
    // Without a map the page says why, and asks again when one tells it to.
    refetchInterval: ({ state }) => state.data !== undefined && !waits && pollEvery(stream),
  })
  const { booked, pending } = useOwnBookings(showtimeId, map.data?.reservationId ?? null, signedIn)

  useEffect(() => {
    if (map.data && !waits && session.status !== 'restoring') store.observe(map.data, signedIn)
  }, [store, map.data, waits, session.status, signedIn])

  // The map that one waited in front of is an old one, and the room that was closed is still on it.
  const waited = useRef(false)
  useEffect(() => {
    if ((waited.current && !waits) || turn.state === 'closed') void store.map.refresh()
    waited.current = waits
  }, [store, waits, turn.state])

  function stateOf(seat: Seat): SeatState {
    if (booked.has(seat.seatId)) return 'booked'
    // The map knows no guests: what waits at a guest's checkout is to it somebody else's.
    if (pending.has(seat.seatId) && seat.status === 'locked') return 'selected'
    const action = choice.pending.get(seat.seatId)
    if (action) return action === 'hold' ? 'selected' : 'available'
    if (!signedIn && choice.local.includes(seat.seatId)) return 'selected'
    return seat.status
  }

  const seats = map.data ? allSeats(map.data.rows) : []
  const kept = seats.filter((seat) => stateOf(seat) === 'selected')
  const chosen = kept.filter(({ seatId }) => !pending.has(seatId))

  const over = map.data ? overReason(map.data.showtime, serverNow()) : null

  function refuse(code: string) {
    notify(problemText(new Problem(409, { code })))
  }

  /** Seats in addition to those chosen already, all in one request. */
  function take(seats: readonly Seat[]) {
    const more = seats.filter((seat) => stateOf(seat) === 'available')
    const seatIds = more.map(({ seatId }) => seatId)
    if (over) refuse(over)
    else if (kept.length + more.length > seatLimit) refuse('hold_limit')
    else if (signedIn) store.queue.requestTogether(seatIds, 'hold')
    else for (const seatId of seatIds) store.chooseLocally(seatId)
  }

  function toggle(seat: Seat) {
    const state = stateOf(seat)
    if (over) return refuse(over)
    if (state === 'selected' && pending.has(seat.seatId)) {
      refuse('seat_in_reservation')
    } else if (state === 'selected') {
      if (signedIn) store.queue.request(seat.seatId, 'free')
      else store.dropLocally(seat.seatId)
    } else if (state === 'available') {
      if (kept.length >= seatLimit) refuse('hold_limit')
      else if (signedIn) store.queue.request(seat.seatId, 'hold')
      else store.chooseLocally(seat.seatId)
    } else if (state === 'booked') {
      notify(t`${seat.label} is in a booking of yours. You find it under My tickets.`)
    } else if (map.data) {
      announce(seatName(seat, state, map.data.currency))
    }
  }

  return {
    map,
    turn,
    waiting,
    stream,
    over,
    signedIn,
    store,
    choice,
    chosen,
    pending,
    stateOf,
    take,
    toggle,
  }
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
  const ofThisShow = ({ showtime }: Reservation) => showtime.showtimeId === showtimeId
  const asGuest = useGuestBookings().filter(ofThisShow)
  const asUser = (bookings.data?.items ?? []).filter(ofThisShow)
  const seatsOf = (all: Reservation[], wanted: Reservation['status']) =>
    all
      .filter(({ status }) => status === wanted)
      .flatMap(({ tickets }) => tickets.map(({ seatId }) => seatId))
  return {
    booked: new Set(seatsOf([...asUser, ...asGuest], 'confirmed')),
    pending: new Set([
      ...((reservationId !== null && waiting.data?.tickets.map(({ seatId }) => seatId)) || []),
      ...seatsOf(asGuest, 'pending'),
    ]),
  }
}
