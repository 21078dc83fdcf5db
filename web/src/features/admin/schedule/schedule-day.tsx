import { Trans } from '@lingui/react/macro'
import { useCallback, useState, type RefObject } from 'react'
import type { DaySchedule, ScheduleSlot, ScreenSchedule } from '@/api'
import { conflictsOf } from '@/features/admin/schedule/showtime/conflicts'
import { DayList } from '@/features/admin/schedule/lanes/day-list'
import { Lanes } from '@/features/admin/schedule/lanes/lanes'
import { planOf, type Ghost, type Plan } from '@/features/admin/schedule/showtime/plan'
import { RepeatPanel } from '@/features/admin/schedule/repeat/repeat-panel'
import { ShowtimePanel } from '@/features/admin/schedule/showtime/showtime-panel'
import { useSaveShowtime } from '@/features/admin/schedule/showtime/use-save-showtime'
import { useWide } from '@/features/admin/shell/use-wide'
import { timeOf } from '@/lib/format/dates'
import { notify } from '@/lib/browser/notices'
import { problemText } from '@/lib/api/problem'
import { serverNow } from '@/lib/time/server-clock'
import { isoInZone } from '@/lib/time/zone-time'

type ScheduleDayProps = {
  day: DaySchedule
  stale: boolean
  panel: 'add' | 'repeat' | undefined
  openerRef: RefObject<HTMLElement | null>
  onPanel: (panel: 'add' | 'repeat' | undefined) => void
  onDay: (date: string) => void
}

/** One day with what is being done to it: a panel above the lanes, and the refused show drawn in them. */
export function ScheduleDay({ day, stale, panel, openerRef, onPanel, onDay }: ScheduleDayProps) {
  const [plan, setPlan] = useState<Plan>()
  const [ghost, setGhost] = useState<Ghost>()
  const [now] = useState(serverNow)
  const { mutate: save } = useSaveShowtime()
  const wide = useWide()

  function close() {
    setPlan(undefined)
    setGhost(undefined)
    onPanel(undefined)
    openerRef.current?.focus()
  }

  // Both are kept, so that opening the form draws no lane anew.
  const choose = useCallback(
    (slot: ScheduleSlot, screen: ScreenSchedule) => {
      openerRef.current = document.activeElement as HTMLElement | null
      setGhost(undefined)
      onPanel(undefined)
      setPlan(planOf(slot, screen))
    },
    [onPanel, openerRef],
  )

  const { timeZone } = day.cinema
  /** Saves at once, unless people have tickets for the old time: then the form asks. */
  const drop = useCallback(
    (slot: ScheduleSlot, starts: number, screenId: number) => {
      const startsAt = isoInZone(starts, timeZone)
      const moved: Plan = {
        showtimeId: slot.showtimeId,
        movieId: slot.movieId,
        screenId,
        startsAt,
        ticketsSold: slot.ticketsSold,
      }
      openerRef.current = document.activeElement as HTMLElement | null
      onPanel(undefined)
      setGhost({
        screenId,
        starts,
        ends: starts + Date.parse(slot.endsAt) - Date.parse(slot.startsAt),
        label: timeOf(startsAt),
        refused: false,
      })
      if (slot.ticketsSold > 0) return setPlan(moved)
      setPlan(undefined)
      const body = { movieId: slot.movieId, screenId, startsAt }
      save(
        { showtimeId: slot.showtimeId, body },
        {
          onSuccess: () => setGhost(undefined),
          onError: (error) => {
            const conflicts = conflictsOf(error)
            setGhost((shown) =>
              shown && conflicts.length > 0 ? { ...shown, refused: true } : undefined,
            )
            if (conflicts.length > 0) setPlan({ ...moved, conflicts })
            else notify(problemText(error), 'danger')
          },
        },
      )
    },
    [onPanel, openerRef, save, timeZone],
  )

  const added = panel === 'add' ? { ticketsSold: 0 } : undefined
  const open = added ?? plan
  return (
    <div className="grid grid-cols-1 gap-5" aria-busy={stale}>
      {open && panel !== 'repeat' && (
        <ShowtimePanel
          key={JSON.stringify(open)}
          day={day}
          plan={open}
          onGhost={setGhost}
          onClose={close}
        />
      )}
      {panel === 'repeat' && <RepeatPanel day={day} onDay={onDay} onClose={close} />}
      {wide ? (
        <>
          <Lanes
            day={day}
            chosen={plan?.showtimeId}
            ghost={ghost}
            now={now}
            onChoose={choose}
            onDrop={drop}
          />
          <p className="text-sm text-muted">
            <Trans>
              Drag a show to move it, along its lane or onto another; or choose it to move it with a
              form. The hatched quarter of an hour after each show keeps the screen for cleaning.
            </Trans>
          </p>
        </>
      ) : (
        <DayList day={day} chosen={plan?.showtimeId} onChoose={choose} />
      )}
    </div>
  )
}
