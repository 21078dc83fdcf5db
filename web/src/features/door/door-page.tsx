import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { listDoorCinemasOptions, listDoorShowtimesOptions } from '@/api/@tanstack/react-query.gen'
import { PageHeading } from '@/components/page-heading'
import { SelectField } from '@/components/ui/field'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { dayOf, formatDay, timeOf } from '@/lib/format/dates'
import { isOutOfReach, Problem } from '@/lib/api/problem'
import { DoorDesk } from './door-desk'
import { keptLists } from './offline/door-store'
import { faultText } from './offline/signed-list'
import { useSendingOfScans } from './offline/scan-queue'

export type DoorSearch = { cinema?: number | undefined; showtime?: number | undefined }

type DoorPageProps = { search: DoorSearch; onSearch: (search: DoorSearch) => void }

/** For whoever lets people in: choose the show, then scan. Made for a phone held in one hand. */
export function DoorPage({ search, onSearch }: DoorPageProps) {
  const cinemas = useQuery(listDoorCinemasOptions({ query: { pageSize: 100 } }))
  const cinemaId =
    cinemas.data?.items.find((cinema) => cinema.cinemaId === search.cinema)?.cinemaId ??
    cinemas.data?.items[0]?.cinemaId
  const showtimes = useQuery({
    ...listDoorShowtimesOptions({ query: { cinemaId: cinemaId ?? 0 } }),
    enabled: cinemaId !== undefined,
    refetchInterval: 60_000,
  })
  const kept = useQuery({
    queryKey: ['door', 'kept-lists'],
    queryFn: keptLists,
    enabled: isOutOfReach(cinemas.failureReason) && cinemas.data === undefined,
  })
  const shows = showtimes.data ?? kept.data?.lists.map((list) => list.showtime)
  const chosen = shows?.find((show) => show.showtimeId === search.showtime)
  const isByLists = cinemas.data === undefined && (kept.data?.lists.length ?? 0) > 0
  useSendingOfScans()

  return (
    <div className="mx-auto grid w-full max-w-lg grid-cols-1 gap-5 px-4 pt-5">
      <PageHeading title={t`Door`} className="text-3xl font-extrabold">
        <Trans>Door</Trans>
      </PageHeading>
      {cinemas.isPending && !isByLists && (
        <Loading label={t`Looking for your cinemas`}>
          <Skeleton className="h-40" />
        </Loading>
      )}
      {cinemas.isError &&
        !isByLists &&
        (cinemas.error instanceof Problem && cinemas.error.status === 403 ? (
          <EmptyPanel title={t`No door of yours`}>
            <Trans>
              You do not work at a cinema yet. A manager can add you, by your email address.
            </Trans>
          </EmptyPanel>
        ) : (
          <ErrorPanel error={cinemas.error} onRetry={() => void cinemas.refetch()} />
        ))}
      {cinemas.data && cinemas.data.items.length > 1 && (
        <SelectField
          label={t`Cinema`}
          value={cinemaId}
          onChange={(event) => onSearch({ cinema: Number(event.target.value) })}
        >
          {cinemas.data.items.map((cinema) => (
            <option key={cinema.cinemaId} value={cinema.cinemaId}>
              {cinema.name}
            </option>
          ))}
        </SelectField>
      )}
      {cinemas.data === undefined && kept.data?.isAnyChanged && (
        <p role="status" className="text-sm font-semibold text-danger">
          {faultText('changed')}
        </p>
      )}
      {showtimes.isError && (
        <ErrorPanel error={showtimes.error} onRetry={() => void showtimes.refetch()} />
      )}
      {showtimes.data?.length === 0 && (
        <EmptyPanel title={t`No show now`}>
          <Trans>Shows appear here 18 hours before they start, until they end.</Trans>
        </EmptyPanel>
      )}
      {shows && shows.length > 0 && (
        <SelectField
          label={t`Showtime`}
          value={chosen?.showtimeId ?? ''}
          onChange={(event) =>
            onSearch({
              cinema: cinemaId,
              showtime: event.target.value === '' ? undefined : Number(event.target.value),
            })
          }
        >
          <option value="">{t`Choose a showtime`}</option>
          {shows.map((show) => (
            <option key={show.showtimeId} value={show.showtimeId}>
              {formatDay(dayOf(show.startsAt))} {timeOf(show.startsAt)}, {show.screenName}:{' '}
              {show.movieTitle}
            </option>
          ))}
        </SelectField>
      )}
      {chosen && <DoorDesk key={chosen.showtimeId} showtimeId={chosen.showtimeId} />}
    </div>
  )
}
