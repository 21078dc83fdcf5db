import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import {
  getOpenTillOptions,
  listBoxOfficeShowsOptions,
  listDoorCinemasOptions,
} from '@/api/@tanstack/react-query.gen'
import { PageHeading } from '@/components/page-heading'
import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/field'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { Problem } from '@/lib/api/problem'
import { deviceStorage } from '@/lib/browser/storage'
import { BookingsDesk } from './bookings/bookings-desk'
import { Counter } from './sale/counter'
import { GroupsDesk } from './groups/groups-desk'
import type { BoxOfficeSearch } from './search'
import { TillDesk } from './till/till-desk'

type BoxOfficePageProps = {
  search: BoxOfficeSearch
  onSearch: (search: BoxOfficeSearch) => void
}

const cinemaKey = 'counter-cinema'

/** For whoever works at the counter: selling, other people’s bookings, and the till. */
export function BoxOfficePage({ search, onSearch }: BoxOfficePageProps) {
  const cinemas = useQuery(listDoorCinemasOptions({ query: { pageSize: 100 } }))
  const wanted = search.cinema ?? Number(deviceStorage.read(cinemaKey))
  const cinema =
    cinemas.data?.items.find(({ cinemaId }) => cinemaId === wanted) ?? cinemas.data?.items[0]
  const cinemaId = cinema?.cinemaId
  const enabled = cinemaId !== undefined
  const shows = useQuery({
    ...listBoxOfficeShowsOptions({ query: { cinemaId: cinemaId ?? 0 } }),
    enabled,
    refetchInterval: 10_000,
  })
  const tills = useQuery({
    ...getOpenTillOptions({ path: { cinemaId: cinemaId ?? 0 } }),
    enabled,
  })
  const till = tills.data?.[0]
  const tasks = [
    { view: undefined, name: t`Sell` },
    { view: 'groups' as const, name: t`Groups` },
    { view: 'bookings' as const, name: t`Bookings` },
    { view: 'till' as const, name: till ? t`Till: open` : t`Till: closed` },
  ]

  return (
    <div className="shell grid grid-cols-1 content-start gap-5 pt-5 pb-10">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <PageHeading title={t`Box office`} className="text-3xl font-extrabold">
          <Trans>Box office</Trans>
        </PageHeading>
        {enabled && (
          <div className="flex flex-wrap items-end gap-2">
            {cinemas.data && cinemas.data.items.length > 1 && (
              <SelectField
                hideLabel
                label={t`Cinema`}
                value={cinemaId}
                onChange={(event) => {
                  deviceStorage.write(cinemaKey, event.target.value)
                  onSearch({ cinema: Number(event.target.value), view: search.view })
                }}
              >
                {cinemas.data.items.map((cinema) => (
                  <option key={cinema.cinemaId} value={cinema.cinemaId}>
                    {cinema.name}
                  </option>
                ))}
              </SelectField>
            )}
            <nav aria-label={t`At the counter`} className="flex flex-wrap gap-2">
              {tasks.map(({ view, name }) => (
                <Button
                  key={name}
                  aria-current={search.view === view ? 'page' : undefined}
                  className="aria-[current=page]:border-2 aria-[current=page]:border-accent"
                  onClick={() => onSearch({ cinema: cinemaId, view })}
                >
                  {name}
                </Button>
              ))}
            </nav>
          </div>
        )}
      </div>
      {(cinemas.isPending || (enabled && (shows.isPending || tills.isPending))) && (
        <Loading label={t`Loading the counter`}>
          <Skeleton className="h-40" />
        </Loading>
      )}
      {cinemas.isError &&
        (cinemas.error instanceof Problem && cinemas.error.status === 403 ? (
          <EmptyPanel title={t`No counter of yours`}>
            <Trans>
              You do not work at a cinema yet. A manager can add you, by your email address.
            </Trans>
          </EmptyPanel>
        ) : (
          <ErrorPanel error={cinemas.error} onRetry={() => void cinemas.refetch()} />
        ))}
      {shows.isError && <ErrorPanel error={shows.error} onRetry={() => void shows.refetch()} />}
      {cinema && shows.data && tills.data && search.view === undefined && (
        <Counter
          key={cinema.cinemaId}
          shows={shows.data}
          zone={cinema.timeZone}
          showtimeId={search.show}
          hasTill={till !== undefined}
          onShow={(show) => onSearch({ cinema: cinemaId, show })}
          onOpenTill={() => onSearch({ cinema: cinemaId, view: 'till' })}
        />
      )}
      {cinema && tills.data && search.view === 'groups' && (
        <GroupsDesk
          key={cinema.cinemaId}
          cinemaId={cinema.cinemaId}
          zone={cinema.timeZone}
          hasTill={till !== undefined}
          onOpenTill={() => onSearch({ cinema: cinemaId, view: 'till' })}
        />
      )}
      {enabled && tills.data && search.view === 'bookings' && (
        <BookingsDesk
          key={cinemaId}
          cinemaId={cinemaId}
          hasTill={till !== undefined}
          onOpenTill={() => onSearch({ cinema: cinemaId, view: 'till' })}
        />
      )}
      {enabled && tills.data && shows.data && search.view === 'till' && (
        <TillDesk
          key={cinemaId}
          cinemaId={cinemaId}
          currency={till?.currency ?? shows.data[0]?.currency}
          till={till}
          onOpened={() => onSearch({ cinema: cinemaId })}
        />
      )}
    </div>
  )
}
