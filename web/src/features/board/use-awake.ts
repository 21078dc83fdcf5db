import { useEffect } from 'react'

/** Keeps the screen on while the page is seen, where the browser can. */
export function useAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined
    let left = false
    const ask = async () => {
      if (document.visibilityState !== 'visible') return
      // Refused where the battery is low: then the screen goes dark as it would have.
      const given = await navigator.wakeLock?.request('screen').catch(() => undefined)
      if (left) void given?.release()
      else lock = given
    }
    const askAgain = () => void ask()
    askAgain()
    // A page that was hidden has lost its lock.
    document.addEventListener('visibilitychange', askAgain)
    return () => {
      left = true
      document.removeEventListener('visibilitychange', askAgain)
      void lock?.release()
    }
  }, [])
}
