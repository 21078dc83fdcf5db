import { useSyncExternalStore } from 'react'

const query = () => window.matchMedia('(width >= 48rem)')

/** Whether there is room for wide content; only one form of it is then built. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = query()
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => query().matches,
  )
}
