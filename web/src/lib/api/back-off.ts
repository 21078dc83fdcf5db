/** Waits: until the time is over, nobody cares any more, or the network that was away is back. */
export function backOff(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, Math.min(ms, longest))
    window.addEventListener('online', done)
    signal.addEventListener('abort', done)
  })
}

/** Timers of browsers end at once beyond this. */
const longest = 2 ** 31 - 1
