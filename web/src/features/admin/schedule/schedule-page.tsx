import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import './lanes/schedule.css'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { CalendarPlus, CopyPlus } from 'lucide-react'
import { useRef, useState, type ComponentProps } from 'react'
import { getScheduleOptions } from '@/api/@tanstack/react-query.gen'
import { downloadSchedule, type Cinema } from '@/api'
import { ScheduleBar, type SchedulePlace } from '@/features/admin/schedule/schedule-bar'
import { ScheduleDay } from '@/features/admin/schedule/schedule-day'
import { ScheduleWeek } from '@/features/admin/schedule/schedule-week'
import { daysOfWeek } from '@/features/admin/schedule/week'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { CsvButton } from '@/features/admin/export/csv-button'
import { useManagedCinema } from '@/features/admin/shell/managed-cinema'
import { day, oneOf, positive, present, type Written } from '@/features/admin/shell/search'
import { Button } from '@/components/ui/button'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { dayInZone, formatDay, formatLongDay } from '@/lib/format/dates'
import { serverNow } from '@/lib/time/server-clock'

type ScheduleSearch = {
  cinema?: number | undefined
  date?: string | undefined
  view?: 'week' | undefined
}

function scheduleSearch(written: Written): ScheduleSearch {
  return present({
    cinema: positive(written['cinema']),
    date: day(written['date']),
    view: oneOf(['week'], written['view']),
  })
}

type SchedulePageProps = { written: Written; onSearch: (search: Written) => void }

/** The programme of one cinema, a day or a week at a time. Cinema, day and view are in the address. */
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
  const place: SchedulePlace = {
    cinemaId: cinema.cinemaId,
    date: search.date ?? dayInZone(cinema.timeZone, serverNow()),
    view: search.view ?? 'day',
  }
  const go = ({ cinemaId, date, view }: SchedulePlace) =>
    onSearch(present({ cinema: cinemaId, date, view: view === 'week' ? view : undefined }))
  return (
    <Programme
      key={cinema.cinemaId}
      cinema={cinema}
      cinemas={cinemas.data.items}
      place={place}
      onGo={go}
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

type ProgrammeProps = {
  cinema: Cinema
  cinemas: Cinema[]
  place: SchedulePlace
  onGo: (place: SchedulePlace) => void
}

function Programme({ cinema, cinemas, place, onGo }: ProgrammeProps) {
  const { date, view } = place
  const days = view === 'week' ? daysOfWeek(date) : [date]
  const [first, last] = [days[0] ?? date, days.at(-1) ?? date]
  const [panel, setPanel] = useState<'add' | 'repeat'>()
  const openerRef = useRef<HTMLElement>(null)
  const go = (next: SchedulePlace) => {
    setPanel(undefined)
    onGo(next)
  }
  const open = (opener: HTMLElement, next: 'add' | 'repeat') => {
    openerRef.current = opener
    setPanel(next)
  }

  return (
    <AdminPage
      title={t`Schedule`}
      lead={
        view === 'week'
          ? t`${formatDay(first)} to ${formatDay(last)} at ${cinema.name}, ${cinema.city}. Every time is the cinema’s.`
          : t`${formatLongDay(date)} at ${cinema.name}, ${cinema.city}. Every time is the cinema’s.`
      }
      actions={
        <>
          {view === 'day' && (
            <>
              <Button look="primary" onClick={(event) => open(event.currentTarget, 'add')}>
                <CalendarPlus aria-hidden className="size-4" />
                <Trans>Add showtime</Trans>
              </Button>
              <Button onClick={(event) => open(event.currentTarget, 'repeat')}>
                <CopyPlus aria-hidden className="size-4" />
                <Trans>Repeat</Trans>
              </Button>
            </>
          )}
          <CsvButton
            read={() =>
              downloadSchedule({
                query: { cinemaId: cinema.cinemaId, from: first, to: last },
                parseAs: 'text',
                throwOnError: true,
              })
            }
          />
        </>
      }
    >
      <ScheduleBar cinema={cinema} cinemas={cinemas} place={place} onGo={go} />
      {view === 'week' ? (
        <ScheduleWeek cinema={cinema} days={days} />
      ) : (
        <OneDay
          cinema={cinema}
          date={date}
          panel={panel}
          openerRef={openerRef}
          onPanel={setPanel}
          onDay={(next) => go({ ...place, date: next })}
        />
      )}
    </AdminPage>
  )
}

type OneDayProps = Omit<ComponentProps<typeof ScheduleDay>, 'day' | 'stale'> & {
  cinema: Cinema
  date: string
}

function OneDay({ cinema, date, ...rest }: OneDayProps) {
  const schedule = useQuery({
    ...getScheduleOptions({ query: { cinemaId: cinema.cinemaId, date } }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
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
          {...rest}
        />
      )}
    </>
  )
}
