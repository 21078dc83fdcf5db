import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import type { Seat } from '@/api'
import { MoreTime } from '@/features/seats/more-time'
import { listLabels } from '@/features/seats/seat-names'
import { HoldTimer } from '@/components/hold-timer'
import { Button, buttonClass } from '@/components/ui/button'
import { formatMoney, sumPrices } from '@/lib/money'

type SummaryBarProps = {
  showtimeId: number
  chosen: Seat[]
  currency: string
  signedIn: boolean
  expiresAt: string | null
  busy: boolean
  onExpire: () => void
  onContinue: () => void
}

/** What is chosen, what it costs, how long it stays, and the way on: always in sight. */
export function SummaryBar(props: SummaryBarProps) {
  const { chosen, signedIn, expiresAt } = props
  const none = chosen.length === 0
  const heldUntil = signedIn && !none ? expiresAt : null
  return (
    <section
      aria-label="Your choice"
      data-summary-bar
      tabIndex={-1}
      className="sticky bottom-0 z-20 mt-auto border-t border-line bg-surface pb-[env(safe-area-inset-bottom)]"
    >
      {heldUntil && <MoreTime showtimeId={props.showtimeId} expiresAt={heldUntil} />}
      <div className="shell flex min-h-20 items-center gap-x-4 py-2.5">
        {heldUntil && <HoldTimer expiresAt={heldUntil} onExpire={props.onExpire} />}
        <div className="min-w-0 flex-1">
          {none ? (
            <p className="font-medium text-muted">Choose up to ten seats.</p>
          ) : (
            <>
              <p className="display truncate text-xl">{listLabels(chosen)}</p>
              <p className="leading-tight">
                <strong>
                  {formatMoney(sumPrices(chosen.map(({ price }) => price)), props.currency)}
                </strong>{' '}
                <span className="text-sm text-muted">
                  {chosen.length === 1 ? '1 seat' : `${chosen.length} seats`}
                  {!signedIn && <strong className="text-danger"> · not held yet</strong>}
                </span>
              </p>
            </>
          )}
        </div>
        {signedIn || none ? (
          <Button look="primary" busy={props.busy || none} onClick={props.onContinue}>
            {props.busy ? 'One moment…' : 'Continue'}
            <ArrowRight aria-hidden className="size-4" />
          </Button>
        ) : (
          <Link
            to="/showtimes/$showtimeId/continue"
            params={{ showtimeId: String(props.showtimeId) }}
            className={buttonClass('primary')}
          >
            Continue
            <ArrowRight aria-hidden className="size-4" />
          </Link>
        )}
      </div>
    </section>
  )
}
