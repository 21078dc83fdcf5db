import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { checkGiftCard, type Reservation } from '@/api'
import { CodeCard, type CodeUse } from '@/features/booking/codes/code-card'
import { announce } from '@/lib/browser/announce'
import { formatMoney, sumPrices } from '@/lib/format/money'

/** A gift card's code to type, or what the one pays that was given. */
export function GiftCardCard({ booking, ...use }: CodeUse & { booking: Reservation }) {
  const { giftCard, currency } = booking
  // What it had for this booking: what is left on it follows, also when the price changes. The code is not kept, so a page that is loaded again does not know it.
  const worth = useMutation({
    mutationFn: async ({ code, pays }: { code: string; pays: number }) => {
      const { data } = await checkGiftCard({ body: { code }, throwOnError: true })
      return { hint: data.hint, amount: sumPrices([data.balance, pays], currency) }
    },
  })
  const left =
    giftCard && worth.data?.hint === giftCard.hint
      ? sumPrices([worth.data.amount, -giftCard.amount], currency)
      : undefined
  return (
    <CodeCard
      {...use}
      id="gift-card"
      title={t`Gift card`}
      label={t`Gift card code`}
      submitLabel={t`Use the gift card`}
      removeLabel={t`Remove the gift card`}
      used={
        giftCard && (
          <>
            <Trans>
              <span className="font-mono">…{giftCard.hint}</span> pays{' '}
              <strong>{formatMoney(giftCard.amount, currency)}</strong>.
            </Trans>{' '}
            {left !== undefined && <Trans>{formatMoney(left, currency)} is left on it.</Trans>}
          </>
        )
      }
      onUsed={(used, code) => {
        const pays = used.giftCard?.amount ?? 0
        worth.mutate({ code, pays })
        const paid = formatMoney(pays, currency)
        const rest = formatMoney(used.payment.amount, currency)
        announce(t`The gift card pays ${paid}. ${rest} is left to pay.`)
      }}
    />
  )
}
