import { clear, createStore, del, entries, get, set, type UseStore } from 'idb-keyval'
import type { DoorList } from '@/api'
import { doorOwner } from '@/lib/session/door-owner'
import { currentSession } from '@/lib/session/session'
import { serverNow } from '@/lib/time/server-clock'
import { opened, UnusableList, type SignedList } from './signed-list'

/**
 * Lists of shows that this device keeps for a door without a network, until the show is over, whoever keeps the door signs out, or somebody else signs in.
 * What is on the disk is encrypted by a key that no script can read, made anew with each list. Whoever reads it verifies its
 * signature again.
 */
type Kept = { key: CryptoKey; iv: Uint8Array<ArrayBuffer>; list: ArrayBuffer; until: number }

let database: UseStore | undefined
const store = () => (database ??= createStore('door', 'lists'))

/** Where there is nothing to encrypt with, as on pages without TLS, nothing is kept. */
export async function keepList(
  signed: SignedList,
  { showtime }: DoorList,
  userId: number,
): Promise<void> {
  if (!('subtle' in crypto)) return
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ])
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const text = new TextEncoder().encode(JSON.stringify(signed))
  const kept: Kept = {
    key,
    iv,
    list: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, text),
    until: Date.parse(showtime.endsAt),
  }
  // Signed out meanwhile.
  if (currentSession().user?.userId !== userId) return
  doorOwner.write(userId)
  await dropEnded()
  await set(showtime.showtimeId, kept, store())
}

export async function keptList(showtimeId: number): Promise<DoorList | null> {
  await dropEnded()
  const kept = await get<Kept>(showtimeId, store())
  return kept ? decrypted(kept, showtimeId) : null
}

/** Those that may be used, and whether any was changed. */
export async function keptLists(): Promise<{ lists: DoorList[]; isAnyChanged: boolean }> {
  await dropEnded()
  const kept = await entries<number, Kept>(store())
  const tried = await Promise.allSettled(kept.map(([id, one]) => decrypted(one, id)))
  const lists = tried.flatMap((list) => (list.status === 'fulfilled' ? list.value : []))
  const isAnyChanged = tried.some(
    (list) =>
      list.status === 'rejected' &&
      list.reason instanceof UnusableList &&
      list.reason.fault === 'changed',
  )
  return { lists, isAnyChanged }
}

/** Whenever a list is kept or read, those of shows that are over go. */
async function dropEnded(): Promise<void> {
  for (const [showtimeId, { until }] of await entries<number, Kept>(store())) {
    if (until <= serverNow()) await del(showtimeId, store())
  }
}

export async function forgetLists(): Promise<void> {
  await clear(store())
}

async function decrypted({ key, iv, list }: Kept, showtimeId: number): Promise<DoorList> {
  const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, list).catch(() => {
    throw new UnusableList('changed')
  })
  return opened(JSON.parse(new TextDecoder().decode(text)) as SignedList, showtimeId)
}
