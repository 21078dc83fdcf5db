import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useRef } from 'react'
import type { BoxOfficeBooking } from '@/api'
import { Button } from '@/components/ui/button'
import { formatMoney, minorUnits } from '@/lib/format/money'
import { changeOf } from '@/features/box-office/till/cash'
import { Payment, type Paid } from '@/features/box-office/till/payment'

type SettlementProps = {
  booking: BoxOfficeBooking
  /** What the new seats cost. */
  total: number
  /** What was paid at the counter for the tickets that are given up. */
  credit: number
  /** What those tickets cost. */
  worth: number
  busy: boolean
  hasTill: boolean
  onOpenTill: () => void
  onSettle: (paid: Paid) => void
}

/** The sums, all of them, and how the difference is paid or paid back. */
export function Settlement(props: SettlementProps) {
  const { booking, total, credit, worth, busy, hasTill, onSettle } = props
  const { currency, payment, giftCard } = booking.reservation
  const exact = useRef<HTMLButtonElement>(null)
  const money = (amount: number) => formatMoney(amount, currency)
  const difference = changeOf(total, credit, minorUnits(currency))
  const isOnline = !booking.sale && payment.status !== 'not_required'
  const back = money(-difference)
  const usual = booking.sale?.method === 'cash' && hasTill ? 'cash' : 'card'

  return (
    <section aria-label={t`Settlement`} className="grid gap-3">
      <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-1">
        <dt>
          <Trans>New seats</Trans>
        </dt>
        <dd className="text-right font-medium">{money(total)}</dd>
        {booking.sale && (
          <>
            <dt>
              <Trans>Credited, paid at the counter</Trans>
            </dt>
            <dd className="text-right font-medium">{money(-credit)}</dd>
          </>
        )}
      </dl>
      {isOnline && (
        <p className="font-medium">
          <Trans>
            {money(worth)} was paid online and goes back the way it came. The new seats are paid
            here.
          </Trans>
        </p>
      )}
      {giftCard && (
        <p className="font-medium">
          <Trans>
            What gift card …{giftCard.hint} paid for these tickets is on it again, before anything
            else goes back. The new seats are paid here.
          </Trans>
        </p>
      )}
      {!booking.sale && !isOnline && !giftCard && (
        <p className="font-medium">
          <Trans>
            Nothing on record was paid for this booking, so nothing is credited. The new seats are
            paid here.
          </Trans>
        </p>
      )}
      {difference > 0 && (
        <Payment
          label={t`To pay`}
          total={difference}
          currency={currency}
          busy={busy}
          hasTill={hasTill}
          onOpenTill={props.onOpenTill}
          exact={exact}
          takesFocus={false}
          onPay={onSettle}
        />
      )}
      {difference < 0 && (
        <>
          <p className="flex items-baseline justify-between gap-4">
            <span className="font-semibold">
              <Trans>To pay back</Trans>
            </span>
            <span className="display text-4xl">{back}</span>
          </p>
          <div className="grid grid-cols-2 gap-2">
            {hasTill ? (
              <Button
                look={usual === 'cash' ? 'primary' : 'secondary'}
                className="min-h-14"
                busy={busy}
                onClick={() => onSettle({ method: 'cash' })}
              >
                <Trans>Back in cash</Trans>
              </Button>
            ) : (
              <Button className="min-h-14" onClick={props.onOpenTill}>
                <Trans>Open a till for cash</Trans>
              </Button>
            )}
            <Button
              look={usual === 'card' ? 'primary' : 'secondary'}
              className="min-h-14"
              busy={busy}
              onClick={() => onSettle({ method: 'card' })}
            >
              <Trans>Back to the card</Trans>
            </Button>
          </div>
        </>
      )}
      {difference === 0 && (
        <Button
          look="primary"
          className="min-h-14"
          busy={busy}
          onClick={() => onSettle({ method: usual })}
        >
          <Trans>Change seats, nothing to pay</Trans>
        </Button>
      )}
    </section>
  )
}
