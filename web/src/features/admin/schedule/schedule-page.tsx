import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import './lanes/schedule.css'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { CalendarPlus, ChevronLeft, ChevronRight, CopyPlus } from 'lucide-react'
import { useRef, useState } from 'react'
import { getScheduleOptions } from '@/api/@tanstack/react-query.gen'
import { downloadSchedule, type Cinema } from '@/api'
import { ScheduleDay } from '@/features/admin/schedule/schedule-day'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { CsvButton } from '@/features/admin/shell/csv-button'
import { rememberManagedCinema, useManagedCinema } from '@/features/admin/shell/managed-cinema'
import { day, positive, present, type Written } from '@/features/admin/shell/search'
import { Button } from '@/components/ui/button'
import { Field, SelectField } from '@/components/ui/field'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { addDays } from '@/lib/time/calendar'
import { dayInZone, formatLongDay } from '@/lib/format/dates'
import { serverNow } from '@/lib/time/server-clock'

type ScheduleSearch = { cinema?: number | undefined; date?: string | undefined }

function scheduleSearch(written: Written): ScheduleSearch {
  return present({ cinema: positive(written['cinema']), date: day(written['date']) })
}

type SchedulePageProps = { written: Written; onSearch: (search: Written) => void }

/** The programme of one cinema, a day at a time. Cinema and day are in the address. */
export function SchedulePage({ written, onSearch }: SchedulePageProps) {
  const search = scheduleSearch(written)
  const { cinemas, cinema } = useManagedCinema(search.cinema)
  if (cinemas.isError) {
    return (
      <AdminPage title={t`Schedule`}>
        <ErrorPanel error={cinemas.error} onRetry={() => void cinemas.refetch()} />
      </AdminPage>
    )
  }
  if (cinemas.isPending) return <SchedulePending />
  if (!cinema) {
    return (
      <AdminPage title={t`Schedule`}>
        <EmptyPanel title={t`There is no cinema yet`} />
      </AdminPage>
    )
  }
  return (
    <CinemaSchedule
      key={cinema.cinemaId}
      cinema={cinema}
      cinemas={cinemas.data.items}
      date={search.date ?? dayInZone(cinema.timeZone, serverNow())}
      onSearch={onSearch}
    />
  )
}

function SchedulePending() {
  return (
    <AdminPage title={t`Schedule`}>
      <Loading label={t`Loading the schedule`}>
        <Skeleton className="h-96" />
      </Loading>
    </AdminPage>
  )
}

type CinemaScheduleProps = {
  cinema: Cinema
  cinemas: Cinema[]
  date: string
  onSearch: (search: Written) => void
}

function CinemaSchedule({ cinema, cinemas, date, onSearch }: CinemaScheduleProps) {
  const schedule = useQuery({
    ...getScheduleOptions({ query: { cinemaId: cinema.cinemaId, date } }),
    placeholderData: keepPreviousData,
  })
  const [panel, setPanel] = useState<'add' | 'repeat'>()
  const openerRef = useRef<HTMLElement>(null)
  const go = (next: string) => {
    setPanel(undefined)
    onSearch({ cinema: cinema.cinemaId, date: next })
  }

  return (
    <AdminPage
      title={t`Schedule`}
      lead={t`${formatLongDay(date)} at ${cinema.name}, ${cinema.city}. Every time is the cinema’s.`}
      actions={
        <>
          <Button
            look="primary"
            onClick={(event) => {
              openerRef.current = event.currentTarget
              setPanel('add')
            }}
          >
            <CalendarPlus aria-hidden className="size-4" />
            <Trans>Add showtime</Trans>
          </Button>
          <Button
            onClick={(event) => {
              openerRef.current = event.currentTarget
              setPanel('repeat')
            }}
          >
            <CopyPlus aria-hidden className="size-4" />
            <Trans>Repeat</Trans>
          </Button>
          <CsvButton
            read={() =>
              downloadSchedule({
                query: { cinemaId: cinema.cinemaId, from: date, to: date },
                parseAs: 'text',
                throwOnError: true,
              })
            }
          />
        </>
      }
    >
      <div className="flex flex-wrap items-end gap-3">
        <div className="w-full sm:w-64">
          <SelectField
            label={t`Cinema`}
            value={cinema.cinemaId}
            onChange={(event) => {
              const cinemaId = Number(event.target.value)
              rememberManagedCinema(cinemaId)
              onSearch({ cinema: cinemaId, date })
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
            aria-label={t`The day before`}
            className="px-3"
            onClick={() => go(addDays(date, -1))}
          >
            <ChevronLeft aria-hidden className="size-5" />
          </Button>
          <Field
            label={t`Date`}
            type="date"
            value={date}
            onChange={(event) => event.target.value && go(event.target.value)}
          />
          <Button
            aria-label={t`The day after`}
            className="px-3"
            onClick={() => go(addDays(date, 1))}
          >
            <ChevronRight aria-hidden className="size-5" />
          </Button>
        </div>
        <Button look="quiet" onClick={() => go(dayInZone(cinema.timeZone, serverNow()))}>
          <Trans>Today</Trans>
        </Button>
      </div>
      {schedule.isError && (
        <ErrorPanel error={schedule.error} onRetry={() => void schedule.refetch()} />
      )}
      {schedule.isPending && (
        <Loading label={t`Loading the schedule`}>
          <Skeleton className="h-96" />
        </Loading>
      )}
      {schedule.data && (
        <ScheduleDay
          key={schedule.data.date}
          day={schedule.data}
          stale={schedule.isPlaceholderData}
          panel={panel}
          openerRef={openerRef}
          onPanel={setPanel}
          onDay={go}
        />
      )}
    </AdminPage>
  )
}
