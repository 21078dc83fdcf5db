import { deviceStorage } from '@/lib/browser/storage'

const key = 'door-owner'

/** Whose lists of a door are on this device (features/door/offline). */
export const doorOwner = {
  read: (): number | null => Number(deviceStorage.read(key)) || null,
  write: (userId: number | null) =>
    deviceStorage.write(key, userId === null ? null : String(userId)),
}

/** Nobody is signed in any more, or it is this person: what anybody else kept is gone. */
export function forgetDoorOfOthers(userId: number | null): void {
  const owner = doorOwner.read()
  if (owner === null || owner === userId) return
  void import('@/features/door/offline/door-store')
    .then(({ forgetLists }) => forgetLists())
    .then(() => {
      if (doorOwner.read() === owner) doorOwner.write(null)
    })
}
