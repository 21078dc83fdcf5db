import { useSyncExternalStore } from 'react'
import { tabStorage } from '@/lib/browser/storage'

/**
 * What opens a guest's bookings: a token each, given when booking or looking it up. They live in this tab
 * alone, as the person has no account to come back to; the reference and the e-mail address find them again.
 */
const key = 'guest-bookings'
let tokens: ReadonlyMap<number, string> = read()
let ids: readonly number[] = [...tokens.keys()]
const listeners = new Set<() => void>()

function read(): Map<number, string> {
  try {
    const stored: unknown = JSON.parse(tabStorage.read(key) ?? '[]')
    return new Map(Array.isArray(stored) ? stored.filter(isEntry) : [])
  } catch {
    return new Map()
  }
}

function isEntry(entry: unknown): entry is [number, string] {
  return Array.isArray(entry) && typeof entry[0] === 'number' && typeof entry[1] === 'string'
}

function become(next: ReadonlyMap<number, string>) {
  tokens = next
  ids = [...next.keys()]
  tabStorage.write(key, next.size === 0 ? null : JSON.stringify([...next]))
  for (const listener of listeners) listener()
}

export function rememberGuestAccess(reservationId: number, token: string): void {
  become(new Map([...tokens, [reservationId, token]]))
}

export function forgetGuestAccess(reservationId: number): void {
  become(new Map([...tokens].filter(([id]) => id !== reservationId)))
}

export function guestToken(reservationId: number): string | undefined {
  return tokens.get(reservationId)
}

/** The bookings that this tab can open as a guest. */
export function useGuestBookingIds(): readonly number[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => ids,
  )
}
