import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useSyncExternalStore } from 'react'
import { extendHolds, type SeatMap } from '@/api'
import { getSeatMapQueryKey } from '@/api/@tanstack/react-query.gen'
import { Button } from '@/components/ui/button'
import { secondsLeft } from '@/lib/time/countdown'
import { notify } from '@/lib/browser/notices'
import { Problem, problemText } from '@/lib/api/problem'
import { serverNow } from '@/lib/time/server-clock'

/** Seconds left from which more time is offered: soon enough to be found without hurry (WCAG 2.2.1). */
const offeredFrom = 300

type ExtendHoldProps = {
  showtimeId: number
  expiresAt: string
  /** Other tabs count down too. */
  onExtended: () => void
}

/** Extends the hold when it runs low, until the server says that it has been long enough. */
export function ExtendHold({ showtimeId, expiresAt, onExtended }: ExtendHoldProps) {
  const queryClient = useQueryClient()
  const button = useRef<HTMLButtonElement>(null)
  const low = useSyncExternalStore(everySecond, () => {
    const left = secondsLeft(expiresAt, serverNow())
    return left > 0 && left < offeredFrom
  })

  const extend = useMutation({
    mutationFn: async () => (await extendHolds({ path: { showtimeId }, throwOnError: true })).data,
    onSuccess: (held) => {
      // The button is about to go; focus stays where it was, beside the countdown.
      if (document.activeElement === button.current) button.current?.closest('section')?.focus()
      const queryKey = getSeatMapQueryKey({ path: { showtimeId } })
      queryClient.setQueryData<SeatMap>(
        queryKey,
        (map) => map && { ...map, holdExpiresAt: held.expiresAt },
      )
      const minutes = Math.round(secondsLeft(held.expiresAt, serverNow()) / 60)
      notify(
        plural(minutes, {
          one: 'Your seats are held for # more minute.',
          other: 'Your seats are held for # more minutes.',
        }),
      )
      void queryClient.invalidateQueries({ queryKey })
      onExtended()
    },
    onError: (error) => {
      notify(problemText(error), 'danger')
      void queryClient.invalidateQueries()
    },
  })

  const spent = extend.error instanceof Problem && extend.error.code === 'extension_limit'
  if (!low) return null
  return (
    <div className="shell flex flex-wrap items-center justify-between gap-x-4 pt-2.5">
      <p className="font-medium">
        {spent ? t`Continue before the clock runs out.` : t`Less than five minutes left.`}
      </p>
      <Button
        ref={button}
        busy={extend.isPending || spent}
        onClick={() => extend.mutate()}
        className="max-sm:w-full"
      >
        <Trans>I need more time</Trans>
      </Button>
    </div>
  )
}

function everySecond(listener: () => void): () => void {
  const timer = window.setInterval(listener, 1000)
  return () => window.clearInterval(timer)
}
