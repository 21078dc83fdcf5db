import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { Message } from '@/api'
import { Cell, RowHead } from '@/features/admin/shell/data-table'
import { Moment } from '@/features/admin/shell/moment'
import { Button } from '@/components/ui/button'

type MessageRowProps = { message: Message; status: string; busy: boolean; onResend: () => void }

const kinds: Record<Message['kind'], string> = {
  bookingConfirmed: t`Booking confirmed`,
  bookingCancelled: t`Booking cancelled`,
  ticketsCancelled: t`Tickets cancelled`,
  showtimeCancelled: t`Showtime cancelled`,
  showtimeMoved: t`Showtime moved`,
  paymentReturned: t`Payment returned`,
  passwordReset: t`New password`,
  emailChange: t`Address to confirm`,
  emailChanged: t`Address changed`,
  passwordChanged: t`Password changed`,
  accountDeleted: t`Account deleted`,
  signInPaused: t`Sign-in paused`,
  secondFactorOn: t`Second factor on`,
  secondFactorOff: t`Second factor off`,
  secondFactorReset: t`Second factor taken off`,
  secondFactorPaused: t`Codes paused`,
  recoveryCodesRenewed: t`New recovery codes`,
  passkeyAdded: t`Passkey added`,
  passkeyRemoved: t`Passkey removed`,
  externalLoginAdded: t`Login connected`,
  externalLoginRemoved: t`Login disconnected`,
  newDevice: t`New sign-in`,
  seatsOffered: t`Seats offered`,
}

/** One message, and the way to send it now. */
export function MessageRow({ message, status, busy, onResend }: MessageRowProps) {
  const { kind, recipient, reference, createdAt, nextAttemptAt, lastError } = message
  const open = message.status === 'dead' || message.status === 'waiting'
  return (
    <tr className="align-top">
      <RowHead className="whitespace-nowrap">
        <Moment at={createdAt} />
      </RowHead>
      <Cell className="min-w-40">
        {kinds[kind]}
        {reference && <div className="font-mono text-sm">{reference}</div>}
      </Cell>
      <Cell className="wrap-anywhere">{recipient ?? '–'}</Cell>
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
      <Cell numeric>{message.attempts}</Cell>
      <Cell className="min-w-56 wrap-anywhere">{lastError ?? '–'}</Cell>
      <Cell>
        {open && (
          <Button
            busy={busy}
            aria-label={t`Send again: ${kinds[kind]} to ${recipient ?? t`nobody`}`}
            onClick={onResend}
          >
            <Trans>Send again</Trans>
          </Button>
        )}
      </Cell>
    </tr>
  )
}
