import { Trans } from '@lingui/react/macro'
import type { DaySchedule, ScheduleSlot, ScreenSchedule } from '@/api'
import { timeNear } from '@/features/admin/schedule/showtime/conflicts'
import { soldText } from '@/features/admin/schedule/lanes/slot-name'
import { timeOf } from '@/lib/format/dates'

type DayListProps = {
  day: DaySchedule
  chosen: number | undefined
  onChoose: (slot: ScheduleSlot, screen: ScreenSchedule) => void
}

/** The day as lists, for narrow windows: the lanes would have to be scrolled both ways there. */
export function DayList({ day, chosen, onChoose }: DayListProps) {
  return (
    <div className="grid gap-5">
      {day.screens.map((screen) => (
        <section key={screen.screenId} aria-labelledby={`screen-${screen.screenId}`}>
          <h2 id={`screen-${screen.screenId}`} className="mb-2 flex items-baseline gap-2 text-xl">
            {screen.name}
            <span className="font-sans text-sm font-medium tracking-normal text-muted">
              {screen.format}
            </span>
          </h2>
          {screen.slots.length === 0 && (
            <p className="text-muted">
              <Trans>Nothing is scheduled.</Trans>
            </p>
          )}
          <ol className="grid gap-1.5">
            {screen.slots.map((slot) => (
              <li key={slot.showtimeId}>
                <button
                  type="button"
                  aria-pressed={chosen === slot.showtimeId}
                  className="grid w-full grid-cols-[auto_1fr] gap-x-3 rounded-lg border border-control bg-surface px-3 py-2 text-left aria-pressed:border-2 aria-pressed:border-accent"
                  onClick={() => onChoose(slot, screen)}
                >
                  <span className="display text-lg">{timeNear(slot.startsAt, day.date)}</span>
                  <span className="truncate font-semibold">{slot.movieTitle}</span>
                  <span className="col-span-2 text-sm text-muted">
                    <Trans>
                      Free from {timeOf(slot.freeFrom)} · {soldText(slot)}
                    </Trans>
                  </span>
                </button>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}
