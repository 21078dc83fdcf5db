import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { DoorList } from '@/api'
import { getAdmissionsOptions, getDoorListOptions } from '@/api/@tanstack/react-query.gen'
import { isOutOfReach } from '@/lib/api/problem'
import { useOnline } from '@/lib/browser/online'
import { keepAppOffline } from '@/lib/browser/service-worker'
import { useSession } from '@/lib/session/session'
import { keepList, keptList } from './door-store'

/** How many are in; every three seconds, as other doors admit too. */
export const admissions = (showtimeId: number) => ({
  ...getAdmissionsOptions({ path: { showtimeId } }),
  refetchInterval: 3000,
})

export type DoorNetwork = { isAway: boolean; list: DoorList | undefined }

/** The show's list as it was last read, kept on the device; and whether the network is away, so that it has to do. */
export function useDoorList(showtimeId: number): DoorNetwork {
  const online = useOnline()
  const { user } = useSession()
  const counts = useQuery(admissions(showtimeId))
  const { data } = useQuery({
    ...getDoorListOptions({ path: { showtimeId } }),
    refetchInterval: 30_000,
  })
  const kept = useQuery({
    queryKey: ['door', 'kept-list', showtimeId],
    queryFn: () => keptList(showtimeId),
    staleTime: Infinity,
  })

  useEffect(() => {
    if (!data || !user) return
    keepAppOffline()
    // No room, or private browsing: the door works as before.
    keepList(data, user.userId).catch(() => undefined)
  }, [data, user])

  // Until the next attempt has an answer, or none, what the last one said is so.
  const [isSilent, setSilent] = useState(false)
  const failed = isOutOfReach(counts.failureReason ?? counts.error)
  const answered = !failed && !counts.isPending && counts.fetchStatus === 'idle'
  if (isSilent ? answered : failed) setSilent(!isSilent)

  return {
    isAway: !online || isSilent,
    // Without TLS there is nothing to compare codes with.
    list: 'subtle' in crypto ? (data ?? kept.data ?? undefined) : undefined,
  }
}
