import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { QueuePlace } from '@/api'
import { pollAfter, secondsUntil } from '@/features/seats/queue/estimate'
import { queueKey } from '@/features/seats/queue/queue-tickets'
import { joinAgain, placeInQueue, type PlaceInQueue } from '@/features/seats/queue/place-in-queue'
import { useSession } from '@/lib/session/session'
import { serverNow } from '@/lib/time/server-clock'

/**
 * Whose turn it is: `free` where nobody waits, `asking` until one's place is known, then `waiting`, `admitted` and, when
 * the time to book has passed, `over`.
 */
export type Turn = { state: 'free' | 'closed' } | { state: 'admitted'; place: QueuePlace } | NotYet

/** It is not one's turn: seats cannot be taken. */
export type NotYet =
  | { state: 'asking'; error: Error | null; retry: () => void }
  | { state: 'waiting'; place: QueuePlace; error: Error | null }
  | { state: 'over'; join: () => void; busy: boolean; error: Error | null }

export function notYet(turn: Turn): NotYet | undefined {
  return turn.state === 'asking' || turn.state === 'waiting' || turn.state === 'over'
    ? turn
    : undefined
}

const askAgainAfterTrouble = 5_000
const askAgainAtMostAfter = 60_000

/** One's turn in a waiting room. Joining is done by looking; once one's time is over, by asking for it. */
export function useTurn(showtimeId: number, roomId: number | null): Turn {
  const queryClient = useQueryClient()
  // Managers need not wait, and until it is known who is here nobody takes a place that he does not need.
  const session = useSession()
  const waits = roomId !== null && session.user?.role !== 'admin' && session.status !== 'restoring'
  const queryKey = [...queueKey, roomId]
  const query = useQuery({
    queryKey,
    queryFn: () => placeInQueue(showtimeId, roomId ?? 0),
    enabled: waits,
    staleTime: 0,
    refetchInterval: ({ state }) => nextAsk(state.data, state.error),
    // It may be one's turn while one looks at something else.
    refetchIntervalInBackground: true,
  })
  const again = useMutation({
    mutationFn: () => joinAgain(showtimeId, roomId ?? 0),
    onSuccess: (place) => queryClient.setQueryData<PlaceInQueue>(queryKey, place),
  })

  if (roomId === null || session.user?.role === 'admin') return { state: 'free' }
  const { data, error } = query
  if (data === undefined) return { state: 'asking', error, retry: () => void query.refetch() }
  if (data === 'closed') return { state: 'closed' }
  if (data === 'over') {
    const join = () => again.mutate()
    return { state: 'over', join, busy: again.isPending, error: again.error }
  }
  return data.admitted
    ? { state: 'admitted', place: data }
    : { state: 'waiting', place: data, error }
}

function nextAsk(place: PlaceInQueue | undefined, error: Error | null): number | false {
  if (error) return askAgainAfterTrouble
  if (place === undefined || place === 'over' || place === 'closed') return false
  const ends = place.admitted ? place.bookingUntil : place.admitsAt
  return Math.min(askAgainAtMostAfter, pollAfter(secondsUntil(ends, serverNow())))
}
