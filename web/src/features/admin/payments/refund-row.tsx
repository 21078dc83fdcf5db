import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { RefundLine } from '@/api'
import { Cell, RowHead } from '@/features/admin/shell/data-table'
import { Moment } from '@/features/admin/shell/moment'
import { Button } from '@/components/ui/button'
import { formatMoney } from '@/lib/format/money'

type RefundRowProps = { refund: RefundLine; status: string; busy: boolean; onResend: () => void }

/** One refund, and the way to send it now. */
export function RefundRow({ refund, status, busy, onResend }: RefundRowProps) {
  const { reference, intentId, amount, currency, createdAt, nextAttemptAt, lastError } = refund
  return (
    <tr className="align-top">
      <RowHead className="whitespace-nowrap">
        <Moment at={createdAt} />
      </RowHead>
      <Cell className="min-w-40">
        <div className="font-mono text-sm">{reference}</div>
        <div className="text-sm wrap-anywhere text-muted">{intentId}</div>
      </Cell>
      <Cell numeric>{formatMoney(amount, currency)}</Cell>
      <Cell className="min-w-40">
        {status}
        {nextAttemptAt && (
          <div className="text-sm text-muted">
            <Trans>
              next try <Moment at={nextAttemptAt} />
            </Trans>
          </div>
        )}
      </Cell>
      <Cell numeric>{refund.attempts}</Cell>
      <Cell className="min-w-56 wrap-anywhere">{lastError ?? '–'}</Cell>
      <Cell>
        {refund.status !== 'made' && (
          <Button busy={busy} aria-label={t`Send again: refund of ${reference}`} onClick={onResend}>
            <Trans>Send again</Trans>
          </Button>
        )}
      </Cell>
    </tr>
  )
}
