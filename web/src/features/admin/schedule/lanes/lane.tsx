import clsx from 'clsx'
import { memo } from 'react'
import type { ScheduleSlot, ScreenSchedule } from '@/api'
import { timeNear } from '@/features/admin/schedule/showtime/conflicts'
import { placeOf, type DayWindow } from '@/features/admin/schedule/lanes/geometry'
import type { Ghost } from '@/features/admin/schedule/showtime/plan'
import { slotName, soldText } from '@/features/admin/schedule/lanes/slot-name'
import type { useSlotDrag } from '@/features/admin/schedule/lanes/use-slot-drag'

type LaneProps = {
  screen: ScreenSchedule
  day: string
  window: DayWindow
  ghost: Ghost | undefined
  chosen: number | undefined
  handlers: ReturnType<typeof useSlotDrag>['handlers']
  onChoose: (slot: ScheduleSlot, screen: ScreenSchedule) => void
}

const percent = ({ left, width }: { left: number; width: number }) => ({
  left: `${left}%`,
  width: `${width}%`,
})

/**
 * One screen's line: each show a button, followed by its 15 minutes in which nothing may start. Drawn anew
 * only when something on it changes: a day may have hundreds of shows.
 */
export const Lane = memo(function Lane(props: LaneProps) {
  const { screen, day, window, ghost, chosen, handlers, onChoose } = props
  const ghostPlace = ghost && placeOf(window, ghost.starts, ghost.ends)
  return (
    <ul
      data-line={screen.screenId}
      aria-label={screen.name}
      className="relative h-20 border-t border-line"
    >
      {screen.slots.map((slot) => {
        const starts = Date.parse(slot.startsAt)
        const place = placeOf(window, starts, Date.parse(slot.endsAt))
        const buffer = placeOf(window, Date.parse(slot.endsAt), Date.parse(slot.freeFrom))
        return (
          <li key={slot.showtimeId}>
            {buffer && (
              <span
                aria-hidden
                className="slot-buffer absolute inset-y-1.5 rounded-r-md"
                style={percent(buffer)}
              />
            )}
            {place && (
              <button
                type="button"
                aria-label={slotName(slot, day)}
                aria-pressed={chosen === slot.showtimeId}
                title={slotName(slot, day)}
                style={percent(place)}
                className={clsx(
                  'absolute inset-y-1.5 cursor-grab touch-pan-x overflow-hidden rounded-md border bg-raised px-1.5 py-1 text-left text-sm leading-tight select-none hover:z-1 hover:border-ink focus-visible:z-2 active:cursor-grabbing',
                  chosen === slot.showtimeId ? 'border-2 border-accent' : 'border-control',
                  starts < window.from && 'rounded-l-none border-l-0',
                )}
                {...handlers(slot, screen)}
                onClick={() => onChoose(slot, screen)}
              >
                <span className="block truncate font-semibold">{slot.movieTitle}</span>{' '}
                <span className="block truncate">{timeNear(slot.startsAt, day)}</span>{' '}
                <span className="block truncate text-muted">{soldText(slot)}</span>
              </button>
            )}
          </li>
        )
      })}
      {ghost && ghostPlace && (
        <li
          aria-hidden
          style={percent(ghostPlace)}
          className={clsx(
            'pointer-events-none absolute inset-y-0.5 z-3 overflow-hidden rounded-md border-2 border-dashed px-1.5 py-1 text-sm font-semibold',
            ghost.refused
              ? 'slot-refused border-danger text-danger'
              : 'border-accent bg-background/80 text-accent',
          )}
        >
          {ghost.label}
        </li>
      )}
    </ul>
  )
})
