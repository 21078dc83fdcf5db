import { useSyncExternalStore } from 'react'
import { deviceStorage } from '@/lib/browser/storage'

/** The cinema somebody chose last, so that nobody has to choose theirs twice. */
const key = 'cinema'
const listeners = new Set<() => void>()

function read(): number | undefined {
  const id = Number(deviceStorage.read(key))
  return Number.isInteger(id) && id > 0 ? id : undefined
}

export function rememberCinema(cinemaId: number | undefined): void {
  deviceStorage.write(key, cinemaId === undefined ? null : String(cinemaId))
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  // Chosen in another tab.
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

export function useRememberedCinema(): number | undefined {
  return useSyncExternalStore(subscribe, read)
}
