import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { Reservation } from '@/api'
import { CodeCard, type CodeUse } from '@/features/booking/codes/code-card'
import { announce } from '@/lib/browser/announce'
import { formatMoney } from '@/lib/format/money'

/** A voucher's code to type, or the one that was used. */
export function VoucherCard({ booking, ...use }: CodeUse & { booking: Reservation }) {
  const { voucher, currency } = booking
  return (
    <CodeCard
      {...use}
      id="voucher"
      title={t`Voucher`}
      label={t`Voucher code`}
      submitLabel={t`Use the voucher`}
      removeLabel={t`Remove the voucher`}
      used={
        voucher && (
          <Trans>
            <span className="font-mono">…{voucher.hint}</span> takes off{' '}
            <strong>{formatMoney(voucher.discount, currency)}</strong>.
          </Trans>
        )
      }
      onUsed={(used) => {
        const saved = formatMoney(used.voucher?.discount ?? 0, currency)
        const total = formatMoney(used.total, currency)
        announce(t`The voucher takes off ${saved}. The total is ${total} now.`)
      }}
    />
  )
}
