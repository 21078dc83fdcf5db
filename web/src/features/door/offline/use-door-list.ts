import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { DoorList } from '@/api'
import { getAdmissionsOptions } from '@/api/@tanstack/react-query.gen'
import { isOutOfReach } from '@/lib/api/problem'
import { useOnline } from '@/lib/browser/online'
import { keepAppOffline } from '@/lib/browser/service-worker'
import { useSession } from '@/lib/session/session'
import { keepList, keptList } from './door-store'
import { faultText, opened, readList, UnusableList } from './signed-list'

/** How many are in; every three seconds, as other doors admit too. */
export const admissions = (showtimeId: number) => ({
  ...getAdmissionsOptions({ path: { showtimeId } }),
  refetchInterval: 3000,
})

/** Without TLS there is nothing to compare codes with, and nothing that verifies a signature. */
const canVerify = 'subtle' in crypto

export type DoorNetwork = {
  isAway: boolean
  list: DoorList | undefined
  /** Why the newest one is not used. */
  fault: string | undefined
}

/** The show's list as it was last read, kept on the device; and whether the network is away, so that it has to do. */
export function useDoorList(showtimeId: number): DoorNetwork {
  const online = useOnline()
  const { user } = useSession()
  const counts = useQuery(admissions(showtimeId))
  const { data, error } = useQuery({
    queryKey: ['door', 'list', showtimeId],
    queryFn: async () => {
      const signed = await readList(showtimeId)
      return { signed, list: await opened(signed, showtimeId) }
    },
    enabled: canVerify,
    refetchInterval: 30_000,
  })
  const kept = useQuery({
    queryKey: ['door', 'kept-list', showtimeId],
    queryFn: () => keptList(showtimeId),
    enabled: canVerify,
    staleTime: Infinity,
  })

  useEffect(() => {
    if (!data || !user) return
    keepAppOffline()
    // No room, or private browsing: the door works as before.
    keepList(data.signed, data.list, user.userId).catch(() => undefined)
  }, [data, user])

  // Until the next attempt has an answer, or none, what the last one said is so.
  const [isSilent, setSilent] = useState(false)
  const failed = isOutOfReach(counts.failureReason ?? counts.error)
  const answered = !failed && !counts.isPending && counts.fetchStatus === 'idle'
  if (isSilent ? answered : failed) setSilent(!isSilent)

  const refused = [error, data ? null : kept.error].find((one) => one instanceof UnusableList)
  return {
    isAway: !online || isSilent,
    list: refused?.fault === 'over' ? undefined : (data?.list ?? kept.data ?? undefined),
    fault: refused && faultText(refused.fault),
  }
}
