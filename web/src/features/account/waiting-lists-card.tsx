import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { WaitingPlace } from '@/api'
import { listWaitingPlacesOptions } from '@/api/@tanstack/react-query.gen'
import { Localized } from '@/components/localized'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { formatDayAndTime, formatMoment } from '@/lib/format/dates'
import { formatCount } from '@/lib/format/number'

/** For which shows one waits for seats; where it is one's turn, the way to them. */
export function WaitingListsCard() {
  const places = useQuery({ ...listWaitingPlacesOptions(), staleTime: 0 })
  return (
    <section
      aria-label={t`Waiting lists`}
      className="grid gap-5 rounded-2xl border border-line bg-surface p-6 sm:p-8"
    >
      <h2 className="text-2xl">
        <Trans>Waiting lists</Trans>
      </h2>
      {places.isError && <ErrorPanel error={places.error} onRetry={() => void places.refetch()} />}
      {places.isPending && (
        <Loading label={t`Looking up your waiting lists`}>
          <Skeleton className="h-16" />
        </Loading>
      )}
      {places.data?.items.length === 0 && (
        <p className="text-muted">
          <Trans>You wait for no seats. Where a show is sold out, its seat map has the list.</Trans>
        </p>
      )}
      {places.data && places.data.items.length > 0 && (
        <ul className="grid gap-4">
          {places.data.items.map((place) => (
            <li key={place.entryId} className="grid">
              <Link
                to="/showtimes/$showtimeId"
                params={{ showtimeId: String(place.showtimeId) }}
                className="link justify-self-start font-semibold"
              >
                {place.movieTitle}
              </Link>
              <Localized className="text-sm text-muted">
                {formatDayAndTime(place.startsAt)}
              </Localized>
              <p>{stateOf(place)}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function stateOf({ offerUntil, place, seats, status }: WaitingPlace): string {
  const wanted = plural(seats, { one: '# seat', other: '# seats' })
  const number = formatCount(place ?? 1)
  if (status === 'waiting') return t`${wanted}, place ${number}`
  if (status === 'offered' && offerUntil)
    return t`${wanted}, kept for you until ${formatMoment(Date.parse(offerUntil))}`
  return status === 'taken' ? t`${wanted}, booked` : t`${wanted}, your turn is over`
}
