import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { SeatBlock } from '@/api'
import { formatDayAndTime } from '@/lib/format/dates'

type BlockListProps = {
  blocks: readonly SeatBlock[]
  /** What can be done with one. */
  action?: (block: SeatBlock) => ReactNode
}

/** The seats that are kept back, each with its reason and its end. */
export function BlockList({ blocks, action }: BlockListProps) {
  if (blocks.length === 0) return null
  return (
    <ul aria-label={t`Seats kept back`} className="grid gap-1">
      {blocks.map((block) => (
        <li key={block.seatId} className="flex items-center justify-between gap-3">
          <span className="min-w-0">
            <span className="font-semibold">{block.seatLabel}</span>{' '}
            <span className="wrap-anywhere">{block.reason}</span>{' '}
            <span className="text-sm text-muted">
              <Trans>for sale again on {formatDayAndTime(block.until)}</Trans>
            </span>
          </span>
          {action?.(block)}
        </li>
      ))}
    </ul>
  )
}
