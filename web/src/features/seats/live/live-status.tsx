import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useEffect, useRef, type ReactNode } from 'react'
import type { StreamState } from '@/features/seats/live/seat-stream'
import { announce } from '@/lib/browser/announce'
import { useOnline } from '@/lib/browser/online'
import { Problem, problemMessage } from '@/lib/api/problem'

type LiveStatusProps = {
  stream: StreamState
  /** Why the map could not be read the last time. */
  error: Error | null
}

/** Says when the map may be behind, why, and what is being done; tells once that all is well again. */
export function LiveStatus({ stream, error }: LiveStatusProps) {
  const online = useOnline()
  const trouble = troubleOf(online, stream, error)
  useRecovery(trouble !== null)
  return (
    <div role="status" className="empty:hidden">
      {trouble && (
        <p className="flex items-start gap-3 rounded-xl border-2 border-danger px-4 py-2 leading-snug">
          <span aria-hidden className="live-dot mt-1.5" data-live="false" />
          <span>
            <strong>{trouble.title}.</strong> <span className="text-muted">{trouble.detail}</span>
          </span>
        </p>
      )}
    </div>
  )
}

/** The small print under the map: that it is live, while it is. */
export function LiveMark({ live }: { live: boolean }): ReactNode {
  if (!live) return null
  return (
    <p className="flex items-center gap-2.5">
      <span aria-hidden className="live-dot" data-live="true" />
      <Trans>Live: seats change as people choose.</Trans>
    </p>
  )
}

function troubleOf(online: boolean, stream: StreamState, error: Error | null) {
  // The page itself says so, above everything else.
  if (!online) return null
  if (error) {
    const known = error instanceof Problem
    const { title } = problemMessage(error)
    return {
      title: known ? title : t`The map could not be read`,
      detail: t`The map may be out of date. We keep trying; nothing you hold has been lost.`,
    }
  }
  if (stream === 'broken') {
    return {
      title: t`Live changes are interrupted`,
      detail: t`Reconnecting. Until then the map is read again every few seconds.`,
    }
  }
  return null
}

function useRecovery(inTrouble: boolean) {
  const before = useRef(inTrouble)
  useEffect(() => {
    if (before.current && !inTrouble) announce(t`The seat map is up to date again.`)
    before.current = inTrouble
  }, [inTrouble])
}
