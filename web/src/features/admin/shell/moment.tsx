import { Localized } from '@/components/localized'
import { dayOf, formatDate, timeOf } from '@/lib/format/dates'

/** A moment of the server's, in UTC. */
export function Moment({ at }: { at: string }) {
  return (
    <time dateTime={at}>
      <Localized>
        {formatDate(dayOf(at))}, {timeOf(at)}
      </Localized>
    </time>
  )
}
