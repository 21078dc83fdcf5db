import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { WaitingPerson } from '@/api'
import { getShowtimeWaitingListOptions } from '@/api/@tanstack/react-query.gen'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { formatCount } from '@/lib/format/number'

/** How many wait for seats of a showtime, and who. */
export function WaitingListPanel({ showtimeId }: { showtimeId: number }) {
  const list = useQuery(getShowtimeWaitingListOptions({ path: { showtimeId } }))
  if (list.isError && list.data === undefined)
    return <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />
  if (list.data === undefined)
    return (
      <Loading label={t`Loading the waiting list`}>
        <Skeleton className="h-24" />
      </Loading>
    )
  const { entries, offered, seatsWanted, waiting } = list.data
  const figures = [
    [t`People waiting`, waiting],
    [t`Seats wanted`, seatsWanted],
    [t`Offers open`, offered],
  ] as const
  return (
    <div className="grid gap-4">
      <p className="text-muted">
        <Trans>
          Where a show is sold out people wait for seats. What comes free is offered to the first
          whose number of seats is there, and goes on to the next when it is not booked in time.
        </Trans>
      </p>
      <dl className="grid grid-cols-3 gap-2">
        {figures.map(([term, value]) => (
          <div key={term} className="rounded-lg bg-raised p-3">
            <dt className="text-sm">{term}</dt>
            <dd className="display text-2xl tabular-nums">{formatCount(value)}</dd>
          </div>
        ))}
      </dl>
      {entries.length > 0 && (
        <ol className="grid gap-1.5">
          {entries.map((person) => (
            <li key={`${person.joinedAt} ${person.email}`} className="flex flex-wrap gap-x-3">
              <span className="font-semibold wrap-anywhere">{person.name}</span>
              <span className="wrap-anywhere text-muted">{person.email}</span>
              <span>{plural(person.seats, { one: '# seat', other: '# seats' })}</span>
              <span className="text-muted">{statusText(person)}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

function statusText({ status }: WaitingPerson): string {
  if (status === 'waiting') return t`waits`
  if (status === 'offered') return t`has an offer`
  if (status === 'taken') return t`has booked`
  return status === 'lapsed' ? t`let the offer pass` : t`has left`
}
