import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { WaitingPlace } from '@/api'
import { getSeatMapQueryKey } from '@/api/@tanstack/react-query.gen'
import type { SeatChoice } from '@/features/seats/choice/seat-choice'
import { isOpen, placeKey } from '@/features/seats/waiting-list/waiting-place'
import { keepsHolds } from '@/lib/browser/paths'

/**
 * Gives the held seats back when one walks on inside the app, other than to the checkout or to sign in.
 * Closing or reloading the page frees nothing (then no effect is cleaned up); expiry does.
 */
export function useReleaseOnLeave(store: SeatChoice, showtimeId: number): void {
  const router = useRouter()
  const queryClient = useQueryClient()

  useEffect(() => {
    const presence = `showtime-${showtimeId}`
    const leave = enterPresence(presence)
    const here = router.latestLocation.pathname
    return () => {
      leave()
      const { pathname } = router.latestLocation
      if (pathname === here) return
      // What is held may change elsewhere from here on; an old map would make lostSeats of that.
      queryClient.removeQueries({ queryKey: getSeatMapQueryKey({ path: { showtimeId } }) })
      if (keepsHolds(pathname)) return
      // What the waiting list keeps for somebody is offered once, and waits for them until its time is over.
      const place = queryClient.getQueryData<WaitingPlace | null>(placeKey(showtimeId, true))
      // One that is not known, or comes this moment, may be just that; what one chose oneself is not.
      if (!store.choseHere && (place === undefined || isOpen(place))) return
      for (const seatId of store.get().local) store.dropLocally(seatId)
      void unlessShownElsewhere(presence, async () => {
        if (await store.release()) await queryClient.invalidateQueries()
      })
    }
  }, [store, router, queryClient, showtimeId])
}

/** Tabs that show the same map share a lock, so that the last one to leave knows that it is the last. */
function enterPresence(name: string): () => void {
  if (!('locks' in navigator)) return () => undefined
  let leave = () => {}
  const left = new Promise<void>((resolve) => (leave = resolve))
  void navigator.locks.request(name, { mode: 'shared' }, () => left)
  return leave
}

async function unlessShownElsewhere(name: string, work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return work()
  // Our own shared lock is given back in a later task than the one that let it go.
  await new Promise((resolve) => setTimeout(resolve, 50))
  await navigator.locks.request(name, { ifAvailable: true }, (alone) =>
    alone ? work() : undefined,
  )
}
