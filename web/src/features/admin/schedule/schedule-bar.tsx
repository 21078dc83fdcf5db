import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { Cinema } from '@/api'
import { rememberManagedCinema } from '@/features/admin/shell/managed-cinema'
import { Button } from '@/components/ui/button'
import { Field, SelectField } from '@/components/ui/field'
import { addDays } from '@/lib/time/calendar'
import { dayInZone } from '@/lib/format/dates'
import { serverNow } from '@/lib/time/server-clock'

export type ScheduleView = 'day' | 'week'

/** Which part of the programme is looked at. */
export type SchedulePlace = { cinemaId: number; date: string; view: ScheduleView }

type ScheduleBarProps = {
  cinema: Cinema
  cinemas: Cinema[]
  place: SchedulePlace
  onGo: (place: SchedulePlace) => void
}

/** The way about the programme: cinema, day or week, and the one before and after. */
export function ScheduleBar({ cinema, cinemas, place, onGo }: ScheduleBarProps) {
  const isWeek = place.view === 'week'
  const goTo = (date: string) => onGo({ ...place, date })
  const step = isWeek ? 7 : 1
  return (
    <div className="flex flex-wrap items-end gap-3">
      <div className="w-full sm:w-64">
        <SelectField
          label={t`Cinema`}
          value={cinema.cinemaId}
          onChange={(event) => {
            const cinemaId = Number(event.target.value)
            rememberManagedCinema(cinemaId)
            onGo({ ...place, cinemaId })
          }}
        >
          {cinemas.map(({ cinemaId, name, city }) => (
            <option key={cinemaId} value={cinemaId}>
              {name}, {city}
            </option>
          ))}
        </SelectField>
      </div>
      <div className="flex items-end gap-2">
        <Button
          aria-label={isWeek ? t`The week before` : t`The day before`}
          className="px-3"
          onClick={() => goTo(addDays(place.date, -step))}
        >
          <ChevronLeft aria-hidden className="size-5" />
        </Button>
        <Field
          label={t`Date`}
          type="date"
          value={place.date}
          onChange={(event) => event.target.value && goTo(event.target.value)}
        />
        <Button
          aria-label={isWeek ? t`The week after` : t`The day after`}
          className="px-3"
          onClick={() => goTo(addDays(place.date, step))}
        >
          <ChevronRight aria-hidden className="size-5" />
        </Button>
      </div>
      <Button look="quiet" onClick={() => goTo(dayInZone(cinema.timeZone, serverNow()))}>
        <Trans>Today</Trans>
      </Button>
      <div role="group" aria-label={t`How much is shown`} className="flex gap-2 sm:ml-auto">
        {(
          [
            ['day', t`Day`],
            ['week', t`Week`],
          ] as const
        ).map(([view, label]) => (
          <Button
            key={view}
            aria-pressed={place.view === view}
            className="aria-pressed:border-2 aria-pressed:border-accent"
            onClick={() => onGo({ ...place, view })}
          >
            {label}
          </Button>
        ))}
      </div>
    </div>
  )
}
