import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import type { Reservation } from '@/api'
import { refundOf } from '@/features/booking/refund-terms'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { TicketChoice } from '@/components/ticket-choice'
import { problemText } from '@/lib/api/problem'

type CancelTicketsDialogProps = {
  open: boolean
  booking: Reservation
  busy: boolean
  error: unknown
  onConfirm: (ticketIds: number[]) => void
  onDismiss: () => void
}

/** Which of its tickets to give back, and what is due back for them, before it is done. */
export function CancelTicketsDialog(props: CancelTicketsDialogProps) {
  const { booking, busy, error } = props
  const [chosen, setChosen] = useState<readonly number[]>([])
  const going = booking.tickets.filter(({ ticketId }) => chosen.includes(ticketId))
  const label = plural(going.length, { one: 'Cancel # ticket', other: 'Cancel # tickets' })
  return (
    <ConfirmDialog
      open={props.open}
      title={t`Which tickets?`}
      confirmLabel={busy ? t`Cancelling…` : going.length === 0 ? t`Cancel tickets` : label}
      dismissLabel={t`Keep them`}
      busy={busy || going.length === 0}
      onDismiss={() => {
        setChosen([])
        props.onDismiss()
      }}
      onConfirm={() => props.onConfirm(going.map(({ ticketId }) => ticketId))}
    >
      <TicketChoice booking={booking} chosen={chosen} onChoose={setChosen} />
      <p role="status" className="mt-4">
        {going.length === 0 ? (
          t`Choose the seats to give back. They are on sale again at once.`
        ) : (
          <>
            <Trans>
              If you have paid already,{' '}
              <strong className="text-ink">{refundOf(going, booking.currency)}</strong> is due back
              to you.{' '}
              {going.length === booking.tickets.length
                ? t`That is the whole booking.`
                : t`The others stay yours.`}
            </Trans>
          </>
        )}
      </p>
      {error != null && (
        <p role="alert" className="mt-4 font-semibold text-danger">
          {problemText(error)}
        </p>
      )}
    </ConfirmDialog>
  )
}
