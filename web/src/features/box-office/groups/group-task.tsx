import { Trans } from '@lingui/react/macro'
import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import type { GroupBooking } from '@/api'
import { Button } from '@/components/ui/button'
import { dayOf, formatDay, timeOf } from '@/lib/format/dates'

type GroupTaskProps = {
  title: string
  group: GroupBooking
  onBack: () => void
  children: ReactNode
}

/** Something that is done to one group, and the way back to all of them. The keyboard starts at its title. */
export function GroupTask({ title, group, onBack, children }: GroupTaskProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section
      aria-labelledby="group-task"
      className="grid max-w-xl grid-cols-1 gap-4 rounded-2xl border border-control bg-surface p-5"
    >
      <div className="flex items-start justify-between gap-3">
        <h2
          id="group-task"
          ref={heading}
          tabIndex={-1}
          className="min-w-0 text-xl leading-tight wrap-anywhere"
        >
          {title}
          <span className="block font-sans text-base font-normal tracking-normal text-muted">
            {group.movieTitle}, {formatDay(dayOf(group.startsAt))} {timeOf(group.startsAt)}
          </span>
        </h2>
        <Button look="quiet" className="shrink-0" onClick={onBack}>
          <ArrowLeft aria-hidden className="size-4" />
          <Trans>All groups</Trans>
        </Button>
      </div>
      {children}
    </section>
  )
}
