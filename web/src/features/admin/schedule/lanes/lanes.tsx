import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMemo, useRef } from 'react'
import type { DaySchedule, ScheduleSlot, ScreenSchedule } from '@/api'
import { carriedOver, dayWindow, hoursOf, placeOf } from '@/features/admin/schedule/lanes/geometry'
import { Lane } from '@/features/admin/schedule/lanes/lane'
import type { Ghost } from '@/features/admin/schedule/showtime/plan'
import { slotName } from '@/features/admin/schedule/lanes/slot-name'
import { useSlotDrag } from '@/features/admin/schedule/lanes/use-slot-drag'
import { dayOf, timeOf } from '@/lib/format/dates'
import { isoInZone } from '@/lib/time/zone-time'

type LanesProps = {
  day: DaySchedule
  chosen: number | undefined
  ghost: Ghost | undefined
  now: number
  onChoose: (slot: ScheduleSlot, screen: ScreenSchedule) => void
  onDrop: (slot: ScheduleSlot, starts: number, screenId: number) => void
}

/** The day drawn: hours across, a lane for each screen, midnight and the present marked. */
export function Lanes({ day, chosen, ghost, now, onChoose, onDrop }: LanesProps) {
  const box = useRef<HTMLDivElement>(null)
  const window = useMemo(() => dayWindow(day), [day])
  const { drag, handlers } = useSlotDrag(window, box, onDrop)
  const zone = day.cinema.timeZone
  const hours = hoursOf(window)
  const shown = drag ? ghostOf(drag, zone) : ghost
  const present = placeOf(window, now, now + 1)
  const midnight = placeOf(window, Date.parse(day.dayEndsAt), window.to)

  return (
    <div
      role="region"
      aria-label={t`The day on each screen`}
      tabIndex={0}
      className="overflow-x-auto rounded-xl border border-line bg-surface"
    >
      <div
        ref={box}
        className="grid grid-cols-[8.5rem_1fr]"
        style={{ minWidth: `${8.5 + hours.length * 4}rem` }}
      >
        <div className="sticky left-0 z-4 bg-surface" />
        <div aria-hidden className="relative h-9 text-sm text-muted">
          {hours.map((hour, index) => (
            <span
              key={hour}
              className="absolute top-2 border-l border-line pl-1.5 whitespace-nowrap"
              style={{ left: `${(index / hours.length) * 100}%` }}
            >
              {timeOf(isoInZone(hour, zone)).replace(/:00/, '')}
            </span>
          ))}
        </div>
        {day.screens.map((screen) => (
          <div key={screen.screenId} className="contents">
            <div className="sticky left-0 z-4 grid content-center gap-0.5 border-t border-r border-line bg-surface px-3">
              <span className="leading-tight font-semibold">{screen.name}</span>
              <span className="text-sm text-muted">{screen.format}</span>
              {carriedOver(screen.slots, window).map((slot) => (
                <button
                  key={slot.showtimeId}
                  type="button"
                  className="link min-h-6 truncate text-left text-sm"
                  title={slotName(slot, day.date)}
                  onClick={() => onChoose(slot, screen)}
                >
                  <span className="sr-only">{slot.movieTitle} </span>
                  <Trans>until {timeOf(slot.endsAt)}</Trans>
                </button>
              ))}
            </div>
            <div className="relative">
              {midnight && (
                <span
                  aria-hidden
                  className="absolute inset-y-0 border-l-2 border-muted bg-raised/60"
                  style={{ left: `${midnight.left}%`, width: `${midnight.width}%` }}
                />
              )}
              {present && (
                <span
                  aria-hidden
                  className="absolute inset-y-0 border-l-2 border-dashed border-focus"
                  style={{ left: `${present.left}%` }}
                />
              )}
              <Lane
                screen={screen}
                day={day.date}
                window={window}
                ghost={shown?.screenId === screen.screenId ? shown : undefined}
                chosen={has(screen, chosen) ? chosen : undefined}
                handlers={handlers}
                onChoose={onChoose}
              />
            </div>
          </div>
        ))}
      </div>
    </div>
  )
}

const has = (screen: ScreenSchedule, showtimeId: number | undefined) =>
  screen.slots.some((slot) => slot.showtimeId === showtimeId)

function ghostOf(
  drag: { slot: ScheduleSlot; starts: number; screenId: number },
  zone: string,
): Ghost {
  const { slot, starts, screenId } = drag
  const at = isoInZone(starts, zone)
  return {
    screenId,
    starts,
    ends: starts + Date.parse(slot.endsAt) - Date.parse(slot.startsAt),
    label: dayOf(at) === dayOf(slot.startsAt) ? timeOf(at) : t`${timeOf(at)} the day after`,
    refused: false,
  }
}
