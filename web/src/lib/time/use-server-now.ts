import { useEffect, useState } from 'react'
import { serverNow } from '@/lib/time/server-clock'

/** The server's time, once a second. */
export function useServerNow(): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = window.setInterval(() => setNow(serverNow()), 1_000)
    return () => window.clearInterval(timer)
  }, [])
  return now
}
