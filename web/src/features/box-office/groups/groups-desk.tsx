import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { BoxOfficeShow, GroupBooking } from '@/api'
import { listGroupsOptions } from '@/api/@tanstack/react-query.gen'
import { Button } from '@/components/ui/button'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { notify } from '@/lib/browser/notices'
import { ShowChooser } from '../exchange/show-chooser'
import { ChangeGroup } from './change-group'
import { GroupList, type GroupAct } from './group-list'
import { GroupSale } from './group-sale'
import { NewGroup } from './new-group'
import { ReleaseGroup } from './release-group'

type GroupsDeskProps = {
  cinemaId: number
  zone: string
  hasTill: boolean
  onOpenTill: () => void
}

type Task = { act: GroupAct; group: GroupBooking } | { act: 'choose' } | { show: BoxOfficeShow }

const reread = 30_000

/** Groups whose seats are kept without payment: a list, a new one, and what is done with each. */
export function GroupsDesk({ cinemaId, zone, hasTill, onOpenTill }: GroupsDeskProps) {
  const queries = useQueryClient()
  const [task, setTask] = useState<Task>()
  const [wasAway, setWasAway] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const groups = useQuery({
    ...listGroupsOptions({ query: { cinemaId, pageSize: 100 } }),
    refetchInterval: reread,
  })
  const items = groups.data?.items ?? []
  const more = (groups.data?.total ?? 0) - items.length

  function start(next: Task) {
    setWasAway(true)
    setTask(next)
  }

  function done() {
    setTask(undefined)
    void queries.invalidateQueries()
  }

  useEffect(() => {
    if (task === undefined && wasAway) heading.current?.focus()
  }, [task, wasAway])

  if (task && 'show' in task) {
    return (
      <NewGroup
        show={task.show}
        zone={zone}
        onHeld={({ name, held }) => {
          notify(
            plural(held.length, {
              one: `# seat is kept for ${name}.`,
              other: `# seats are kept for ${name}.`,
            }),
          )
          done()
        }}
        onBack={done}
      />
    )
  }
  if (task?.act === 'choose') {
    return (
      <ShowChooser
        cinemaId={cinemaId}
        heading={t`The group’s show`}
        back={t`All groups`}
        onChoose={(show) => start({ show })}
        onBack={done}
      />
    )
  }
  if (task) {
    // As it is now, where it is still there.
    const group = items.find(({ groupId }) => groupId === task.group.groupId) ?? task.group
    const common = { group, onDone: done }
    if (task.act === 'change') return <ChangeGroup {...common} group={task.group} zone={zone} />
    if (task.act === 'release') return <ReleaseGroup {...common} />
    return (
      <GroupSale
        {...common}
        group={task.group}
        cinemaId={cinemaId}
        hasTill={hasTill}
        onOpenTill={onOpenTill}
      />
    )
  }
  return (
    <section aria-labelledby="groups" className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="groups" ref={heading} tabIndex={-1} className="text-2xl">
          <Trans>Groups</Trans>
        </h2>
        <Button look="primary" onClick={() => start({ act: 'choose' })}>
          <Trans>New group</Trans>
        </Button>
      </div>
      {groups.isPending && (
        <Loading label={t`Loading the groups`}>
          <Skeleton className="h-40" />
        </Loading>
      )}
      {groups.isError && <ErrorPanel error={groups.error} onRetry={() => void groups.refetch()} />}
      {groups.data && items.length === 0 && (
        <EmptyPanel title={t`Nothing is kept for a group`}>
          <Trans>
            Seats for a class or a club that pays later are kept here, until a moment you choose.
          </Trans>
        </EmptyPanel>
      )}
      {items.length > 0 && (
        <GroupList groups={items} onAct={(act, group) => start({ act, group })} />
      )}
      {more > 0 && (
        <p className="text-muted">
          {plural(more, { one: '# more, later.', other: '# more, later.' })}
        </p>
      )}
    </section>
  )
}
