import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { timeOf } from '@/lib/format/dates'
import { admissions } from './offline/use-door-list'

/** How many are in, and minute by minute. */
export function DoorCounts({ showtimeId }: { showtimeId: number }) {
  const counts = useQuery(admissions(showtimeId))
  if (!counts.data) return null
  const { sold, admitted, minutes } = counts.data
  return (
    <section aria-label={t`Admitted`} className="grid grid-cols-1 gap-2">
      <p className="text-lg font-semibold">
        <Trans>
          <span className="display text-3xl">{admitted}</span> of {sold} in
        </Trans>
      </p>
      <progress
        aria-label={t`Admitted of sold`}
        value={admitted}
        max={Math.max(sold, 1)}
        className="h-3 w-full accent-accent"
      />
      {minutes.length > 0 && (
        <details>
          <summary className="flex min-h-11 cursor-pointer items-center font-semibold">
            <Trans>By minute</Trans>
          </summary>
          <table className="w-full max-w-60 text-left">
            <thead>
              <tr>
                <th scope="col">
                  <Trans>Minute</Trans>
                </th>
                <th scope="col" className="text-right">
                  <Trans>Came in</Trans>
                </th>
              </tr>
            </thead>
            <tbody>
              {minutes.map((minute) => (
                <tr key={minute.at}>
                  <td>{timeOf(minute.at)}</td>
                  <td className="text-right tabular-nums">{minute.admitted}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  )
}
