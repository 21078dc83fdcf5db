import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import type { DaySchedule } from '@/api'
import { ConflictNotice } from '@/features/admin/schedule/showtime/conflict-notice'
import { conflictsOf } from '@/features/admin/schedule/showtime/conflicts'
import { DeleteShowtime } from '@/features/admin/schedule/showtime/delete-showtime'
import type { Ghost, Plan } from '@/features/admin/schedule/showtime/plan'
import {
  showtimeFields,
  startOf,
  type ShowtimeFields,
} from '@/features/admin/schedule/showtime/showtime-fields'
import { ShowtimePanelFields } from '@/features/admin/schedule/showtime/showtime-panel-fields'
import { WaitingListPanel } from '@/features/admin/schedule/showtime/waiting-list-panel'
import { useSaveShowtime } from '@/features/admin/schedule/showtime/use-save-showtime'
import { BlocksPanel } from '@/features/admin/seats/blocks-panel'
import { WaitingRoomPanel } from '@/features/admin/waiting-room/waiting-room-panel'
import { movieOptions } from '@/features/admin/shell/movie-options'
import { UnsavedGuard } from '@/features/admin/shell/unsaved-guard'
import { useEscape } from '@/features/admin/shell/use-escape'
import { Button } from '@/components/ui/button'
import { FormError } from '@/components/form-frame'
import { dayOf, timeOf } from '@/lib/format/dates'
import { showProblem } from '@/lib/api/form-problem'
import { clockValue } from '@/lib/time/zone-time'

type ShowtimePanelProps = {
  day: DaySchedule
  plan: Plan
  /** The show that could not be put there, to be drawn in its lane. */
  onGhost: (ghost: Ghost | undefined) => void
  onClose: () => void
}

const minute = 60_000
const fieldNames = ['movieId', 'screenId'] as const

/** Adds a showtime, or moves one: what dragging does, in words and keys. */
export function ShowtimePanel({ day, plan, onGhost, onClose }: ShowtimePanelProps) {
  const zone = day.cinema.timeZone
  const movies = useQuery(movieOptions(plan.showtimeId === undefined ? 'open' : undefined))
  const save = useSaveShowtime()
  const [conflicts, setConflicts] = useState(plan.conflicts ?? [])
  const form = useForm<ShowtimeFields>({
    resolver: standardSchemaResolver(showtimeFields),
    defaultValues: {
      movieId: plan.movieId?.toString() ?? '',
      screenId: plan.screenId?.toString() ?? '',
      day: plan.startsAt ? dayOf(plan.startsAt) : day.date,
      time: plan.startsAt ? clockValue(plan.startsAt) : '',
      second: false,
    },
  })
  const { errors } = form.formState
  const title = movies.data?.find(({ movieId }) => movieId === plan.movieId)?.title
  const name = title === undefined ? t`the showtime` : `“${title}”`
  const isNew = plan.showtimeId === undefined
  const bound = plan.ticketsSold > 0

  // The native select cannot hold a movie that is not among its options yet.
  const { setFocus, setValue } = form
  const loaded = movies.data !== undefined
  useEffect(() => {
    if (!loaded) return
    setValue('movieId', plan.movieId?.toString() ?? '')
  }, [loaded, plan.movieId, setValue])
  useEffect(() => {
    setFocus(plan.showtimeId === undefined ? 'movieId' : 'time')
  }, [plan.showtimeId, setFocus])

  useEscape(onClose)

  const submit = form.handleSubmit(async (fields) => {
    const start = startOf(fields, zone).startsAt
    if (!start) {
      form.setError(
        'time',
        { message: t`The clocks skip this time on that day.` },
        { shouldFocus: true },
      )
      return
    }
    setConflicts([])
    onGhost(undefined)
    try {
      await save.mutateAsync({
        showtimeId: plan.showtimeId,
        body: {
          movieId: Number(fields.movieId),
          screenId: Number(fields.screenId),
          startsAt: start,
        },
      })
      onClose()
    } catch (error) {
      const inTheWay = conflictsOf(error)
      setConflicts(inTheWay)
      if (inTheWay.length === 0) return showProblem(error, form.setError, fieldNames)
      const starts = Date.parse(start)
      const length = movies.data?.find(({ movieId }) => String(movieId) === fields.movieId)
      onGhost({
        screenId: Number(fields.screenId),
        starts,
        ends: starts + (length?.durationMinutes ?? 0) * minute,
        label: timeOf(start),
        refused: true,
      })
    }
  })

  /** Changing what was asked makes the answer void. */
  const forget = () => {
    setConflicts([])
    onGhost(undefined)
  }

  function takeTime(free: string) {
    setValue('day', dayOf(free))
    setValue('time', clockValue(free))
    setValue(
      'second',
      startOf({ day: dayOf(free), time: clockValue(free), second: false }, zone).startsAt !== free,
    )
    void submit()
  }

  return (
    <section
      aria-labelledby="showtime-panel"
      className="grid gap-4 rounded-xl border-2 border-accent bg-surface p-4 sm:p-5"
    >
      <h2 id="showtime-panel" className="text-2xl">
        {isNew ? t`Add a showtime` : t`Move ${name}`}
      </h2>
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => void submit(event)}
        onChange={forget}
      >
        <UnsavedGuard control={form.control} />
        <FormError message={errors.root?.message} />
        {bound && (
          <p className="rounded-lg bg-raised p-3">
            {plural(plan.ticketsSold, {
              one: '# ticket is sold: movie and screen stay, and a new time is one that these people have to hear of.',
              other:
                '# tickets are sold: movie and screen stay, and a new time is one that these people have to hear of.',
            })}
          </p>
        )}
        <ShowtimePanelFields form={form} day={day} movies={movies.data} />
        {conflicts.length > 0 && (
          <ConflictNotice
            conflicts={conflicts}
            bound={bound}
            busy={save.isPending}
            onTime={takeTime}
            onScreen={({ screenId }) => {
              setValue('screenId', String(screenId))
              void submit()
            }}
            onCancel={onClose}
          />
        )}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" busy={save.isPending}>
            {isNew ? t`Add showtime` : t`Save`}
          </Button>
          <Button onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
          {plan.showtimeId !== undefined && (
            <DeleteShowtime showtimeId={plan.showtimeId} name={name} onDeleted={onClose} />
          )}
        </div>
      </form>
      {plan.showtimeId !== undefined && (
        <>
          <Drawer title={t`Waiting room`}>
            <WaitingRoomPanel owner={{ showtimeId: plan.showtimeId }} of={name} />
          </Drawer>
          <Drawer title={t`Waiting list`}>
            <WaitingListPanel showtimeId={plan.showtimeId} />
          </Drawer>
          <Drawer title={t`Seats kept back`}>
            <BlocksPanel showtimeId={plan.showtimeId} zone={zone} />
          </Drawer>
        </>
      )}
    </section>
  )
}

/** What is looked at now and then: it is read when it is opened. */
function Drawer({ title, children }: { title: string; children: ReactNode }) {
  const [opened, setOpened] = useState(false)
  return (
    <details className="rounded-lg border border-line" onToggle={() => setOpened(true)}>
      <summary className="min-h-11 px-4 py-2.5 font-semibold">{title}</summary>
      {opened && <div className="px-4 pt-1 pb-4">{children}</div>}
    </details>
  )
}
