import { plural } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { Seat } from '@/api'
import { listLabels } from '@/features/seats/map/seat-names'

/** Asks, and never refuses: a single seat left between two parties is hard to sell. */
export function LoneNotice({ lone }: { lone: readonly Seat[] }) {
  return (
    <div role="status" className="empty:hidden">
      {lone.length > 0 && (
        <p className="rounded-xl border border-control px-4 py-2 leading-snug">
          <strong>
            {plural(lone.length, {
              one: `${listLabels(lone)} would be left alone.`,
              other: `${listLabels(lone)} would be left alone.`,
            })}
          </strong>{' '}
          <span className="text-muted">
            <Trans>Move over by one, if you can.</Trans>
          </span>
        </p>
      )}
    </div>
  )
}
