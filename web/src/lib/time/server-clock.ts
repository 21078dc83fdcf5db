/**
 * What the server's clock says, seen from here. The sample that travelled fastest is the truest, but an
 * old one is replaced in time, since clocks drift and laptops sleep.
 */
const staleAfter = 60_000
let best: { skew: number; roundTrip: number; takenAt: number } | undefined

export function observeServerTime(headers: Headers, sentAt: number, receivedAt: number): void {
  const stated = headers.get('X-Server-Time')
  if (stated === null) return
  const serverTime = Number(stated)
  if (!Number.isFinite(serverTime) || serverTime <= 0) return
  const roundTrip = receivedAt - sentAt
  if (best && roundTrip > best.roundTrip && receivedAt - best.takenAt < staleAfter) return
  best = { skew: serverTime - (sentAt + receivedAt) / 2, roundTrip, takenAt: receivedAt }
}

/** Milliseconds since 1970 by the server's clock. */
export function serverNow(): number {
  return Date.now() + (best?.skew ?? 0)
}

export function forgetServerTime(): void {
  best = undefined
}
