import { useEffect, useState } from 'react'
import type { SeatMapCache } from '@/features/seats/live/seat-map-cache'
import { followSeats, type StreamState } from '@/features/seats/live/seat-stream'

/**
 * Keeps the map of a showtime live while its page is in sight. A hidden page hangs up (a browser has six
 * lines to a server, and a phone a battery) and catches up when it is looked at again. So does one that waits for its turn.
 */
export function useLiveSeats(map: SeatMapCache, showtimeId: number, wanted: boolean): StreamState {
  const [state, setState] = useState<StreamState>('connecting')

  useEffect(() => {
    if (!wanted) return
    let stop: (() => void) | undefined
    let wasLive = false

    function follow() {
      stop = followSeats(showtimeId, {
        onSeats: (data) => map.apply(data),
        onState: (next) => {
          setState(next)
          // What happened while nobody listened, and how it ended, is read as a whole.
          if (next === 'closed' || (next === 'live' && wasLive)) map.reread()
          if (next === 'live') wasLive = true
          if (next === 'broken') map.forgetLive()
        },
      })
    }

    function onVisibility() {
      stop?.()
      if (document.visibilityState === 'visible') follow()
    }

    if (document.visibilityState === 'visible') follow()
    document.addEventListener('visibilitychange', onVisibility)
    return () => {
      document.removeEventListener('visibilitychange', onVisibility)
      stop?.()
    }
  }, [map, showtimeId, wanted])

  return state
}
