import { tabStorage } from '@/lib/browser/storage'

/** Seats chosen before signing in. Nobody holds them: they live in this tab, until sign-in makes holds of them. */
const key = (showtimeId: number) => `choice:${showtimeId}`
const kept = new Map<number, readonly number[]>()

export function readChoice(showtimeId: number): readonly number[] {
  const remembered = kept.get(showtimeId)
  if (remembered) return remembered
  try {
    const stored: unknown = JSON.parse(tabStorage.read(key(showtimeId)) ?? '[]')
    return Array.isArray(stored) ? stored.filter((id): id is number => Number.isInteger(id)) : []
  } catch {
    return []
  }
}

export function writeChoice(showtimeId: number, seatIds: readonly number[]): void {
  if (seatIds.length === 0) kept.delete(showtimeId)
  else kept.set(showtimeId, seatIds)
  tabStorage.write(key(showtimeId), seatIds.length === 0 ? null : JSON.stringify(seatIds))
}
