import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Cinema, DaySchedule } from '@/api'
import { getScheduleOptions } from '@/api/@tanstack/react-query.gen'
import { soldText } from '@/features/admin/schedule/lanes/slot-name'
import { showsOf } from '@/features/admin/schedule/week'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { dayInZone, formatDay, timeOf } from '@/lib/format/dates'
import { serverNow } from '@/lib/time/server-clock'

/** Seven days side by side, one below the other where there is no room. Each leads to its day, where shows are changed. */
export function ScheduleWeek({ cinema, days }: { cinema: Cinema; days: readonly string[] }) {
  const schedules = useQueries({
    queries: days.map((day) =>
      getScheduleOptions({ query: { cinemaId: cinema.cinemaId, date: day } }),
    ),
  })
  const failed = schedules.find((schedule) => schedule.isError)
  const today = dayInZone(cinema.timeZone, serverNow())
  if (failed) {
    return (
      <ErrorPanel
        error={failed.error}
        onRetry={() => schedules.forEach((schedule) => void schedule.refetch())}
      />
    )
  }
  if (schedules.some((schedule) => schedule.isPending)) {
    return (
      <Loading label={t`Loading the schedule`}>
        <Skeleton className="h-96" />
      </Loading>
    )
  }
  return (
    <ol className="grid gap-3 lg:grid-cols-7 lg:gap-2">
      {days.map((day, index) => (
        <Day
          key={day}
          day={day}
          isToday={day === today}
          cinemaId={cinema.cinemaId}
          schedule={schedules[index]?.data}
        />
      ))}
    </ol>
  )
}

type DayProps = {
  day: string
  isToday: boolean
  cinemaId: number
  schedule: DaySchedule | undefined
}

function Day({ day, isToday, cinemaId, schedule }: DayProps) {
  const shows = schedule ? showsOf(schedule) : []
  return (
    <li className="min-w-0 rounded-xl border border-line bg-surface p-2">
      <h2 className="mb-2 font-sans text-base font-semibold tracking-normal">
        <Link
          to="/admin/schedule"
          search={{ cinema: cinemaId, date: day }}
          aria-current={isToday ? 'date' : undefined}
          className="inline-flex min-h-11 items-center underline aria-[current=date]:decoration-accent aria-[current=date]:decoration-2"
        >
          {formatDay(day)}
        </Link>
      </h2>
      {shows.length === 0 && (
        <p className="text-sm text-muted">
          <Trans>Nothing is scheduled.</Trans>
        </p>
      )}
      <ol className="grid gap-1.5">
        {shows.map(({ slot, screen }) => (
          <li
            key={slot.showtimeId}
            className="rounded-lg border border-line px-2 py-1 leading-snug"
          >
            <p>
              <span className="display text-lg">{timeOf(slot.startsAt)}</span>{' '}
              <span className="text-sm text-muted">{screen}</span>
            </p>
            <p className="font-semibold break-words">{slot.movieTitle}</p>
            <p className="text-sm text-muted">{soldText(slot)}</p>
          </li>
        ))}
      </ol>
    </li>
  )
}
