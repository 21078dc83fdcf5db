import { plural, t } from '@lingui/core/macro'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { releaseGroup, type GroupBooking } from '@/api'
import { Button } from '@/components/ui/button'
import { problemText } from '@/lib/api/problem'
import { notify } from '@/lib/browser/notices'
import { GroupTask } from './group-task'

type ReleaseGroupProps = { group: GroupBooking; onDone: () => void }

/** Seats that a group does not need are for sale again: all of them, or those that stay ticked. */
export function ReleaseGroup({ group, onDone }: ReleaseGroupProps) {
  const [kept, setKept] = useState<readonly number[]>([])
  const seatIds = group.held.flatMap(({ seatId }) => (kept.includes(seatId) ? [] : [seatId]))
  const release = useMutation({
    mutationFn: () =>
      releaseGroup({ path: { groupId: group.groupId }, body: { seatIds }, throwOnError: true }),
    onSuccess: () => {
      notify(
        plural(seatIds.length, {
          one: '# seat is for sale again.',
          other: '# seats are for sale again.',
        }),
      )
      onDone()
    },
  })

  return (
    <GroupTask title={t`Release seats of ${group.name}`} group={group} onBack={onDone}>
      <fieldset className="grid grid-cols-[repeat(auto-fill,minmax(5rem,1fr))] gap-x-3">
        <legend className="mb-1 font-semibold">{t`For sale again`}</legend>
        {group.held.map(({ seatId, seatLabel }) => (
          <label key={seatId} className="flex min-h-11 items-center gap-2">
            <input
              type="checkbox"
              className="size-5 shrink-0 accent-(--color-accent)"
              checked={!kept.includes(seatId)}
              onChange={() =>
                setKept(
                  kept.includes(seatId) ? kept.filter((id) => id !== seatId) : [...kept, seatId],
                )
              }
            />
            <span className="display text-lg">{seatLabel}</span>
          </label>
        ))}
      </fieldset>
      <p role="alert" className="font-semibold text-danger empty:hidden">
        {release.isError && problemText(release.error)}
      </p>
      <Button
        look="primary"
        busy={release.isPending}
        disabled={seatIds.length === 0}
        onClick={() => release.mutate()}
      >
        {plural(seatIds.length, { one: 'Release # seat', other: 'Release # seats' })}
      </Button>
    </GroupTask>
  )
}
