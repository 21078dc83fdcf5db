import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Seat } from '@/api'
import { ExtendHold } from '@/features/seats/booking/extend-hold'
import { HoldTimer } from '@/components/hold-timer'
import { Button, buttonClass } from '@/components/ui/button'
import { formatMoney, sumPrices } from '@/lib/format/money'

type SummaryBarProps = {
  showtimeId: number
  chosen: Seat[]
  currency: string
  signedIn: boolean
  expiresAt: string | null
  busy: boolean
  onExpire: () => void
  onExtended: () => void
  onContinue: () => void
  /** News about the choice, which belong where it is always in sight and push nothing away. */
  children: ReactNode
}

/** What is chosen, what it costs, how long it stays, and the way on: always in sight. */
export function SummaryBar(props: SummaryBarProps) {
  const { chosen, signedIn, expiresAt } = props
  const none = chosen.length === 0
  const heldUntil = signedIn && !none ? expiresAt : null
  return (
    <section
      aria-label={t`Your choice`}
      data-summary-bar
      tabIndex={-1}
      className="sticky bottom-0 z-20 mt-auto max-h-[70dvh] overflow-y-auto border-t border-line bg-surface pb-[env(safe-area-inset-bottom)]"
    >
      <div className="shell grid gap-2 has-[>:not(:empty)]:pt-2.5">{props.children}</div>
      {heldUntil && (
        <ExtendHold
          showtimeId={props.showtimeId}
          expiresAt={heldUntil}
          onExtended={props.onExtended}
        />
      )}
      <div className="shell flex min-h-20 items-center gap-x-4 py-2.5 max-[22.5rem]:gap-x-3">
        {heldUntil && <HoldTimer expiresAt={heldUntil} onExpire={props.onExpire} />}
        <div className="min-w-0 flex-1">
          {none ? (
            <p className="font-medium text-muted">
              <Trans>Choose up to ten seats.</Trans>
            </p>
          ) : (
            <>
              <p className="display line-clamp-2 text-xl leading-tight max-sm:text-lg">
                {chosen.map(({ label }) => label).join(', ')}
              </p>
              <p className="leading-tight">
                <strong>
                  {formatMoney(
                    sumPrices(
                      chosen.map(({ price }) => price),
                      props.currency,
                    ),
                    props.currency,
                  )}
                </strong>{' '}
                <span className="text-sm text-muted">
                  {plural(chosen.length, { one: '# seat', other: '# seats' })}
                  {!signedIn && (
                    <strong className="text-danger">
                      {' · '}
                      <Trans>not held yet</Trans>
                    </strong>
                  )}
                </span>
              </p>
            </>
          )}
        </div>
        {signedIn || none ? (
          <Button look="primary" busy={props.busy || none} onClick={props.onContinue}>
            {props.busy ? t`One moment…` : t`Continue`}
            <ArrowRight aria-hidden className="size-4 max-[22.5rem]:hidden" />
          </Button>
        ) : (
          <Link
            to="/showtimes/$showtimeId/continue"
            params={{ showtimeId: String(props.showtimeId) }}
            className={buttonClass('primary')}
          >
            <Trans>Continue</Trans>
            <ArrowRight aria-hidden className="size-4" />
          </Link>
        )}
      </div>
    </section>
  )
}
