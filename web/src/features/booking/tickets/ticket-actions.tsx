import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CalendarPlus, FileDown, Printer, Smartphone, Ticket } from 'lucide-react'
import type { Reservation } from '@/api'
import {
  saveCalendarFile,
  saveTickets,
  type TicketFormat,
} from '@/features/booking/tickets/ticket-files'
import { WalletActions } from '@/features/booking/tickets/wallet-actions'
import { Button, buttonClass } from '@/components/ui/button'
import { announce } from '@/lib/browser/announce'
import { notify } from '@/lib/browser/notices'
import { problemText } from '@/lib/api/problem'
import { useSession } from '@/lib/session/session'

type TicketActionsProps = {
  booking: Reservation
  /** As it was last seen: what needs the server cannot be had. */
  isKept?: boolean
  /** Set while the booking can still be cancelled. */
  onCancel: (() => void) | undefined
  /** Set while single tickets of several can be. */
  onCancelSome: (() => void) | undefined
}

/** What one does with a ticket: put it in the calendar, on paper, or back on sale. */
export function TicketActions({ booking, isKept, onCancel, onCancelSome }: TicketActionsProps) {
  const signedIn = useSession().status === 'signed-in'
  const calendar = useMutation({
    mutationFn: () => saveCalendarFile(booking),
    onSuccess: () => announce(t`The calendar file is saved.`),
    onError: (error) => notify(problemText(error), 'danger'),
  })
  const download = useMutation({
    mutationFn: (format: TicketFormat) => saveTickets(booking, format),
    onSuccess: () => announce(t`The tickets are saved.`),
    onError: (error) => notify(problemText(error), 'danger'),
  })
  return (
    <div className="grid gap-3 print:hidden">
      {booking.status === 'confirmed' && (
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-1 xl:grid-cols-2">
          {!isKept && (
            <>
              <Button busy={calendar.isPending} onClick={() => calendar.mutate()}>
                <CalendarPlus aria-hidden className="size-4" />
                <Trans>Add to calendar</Trans>
              </Button>
              <Button busy={download.isPending} onClick={() => download.mutate('phone')}>
                <Smartphone aria-hidden className="size-4" />
                <Trans>Save on phone</Trans>
              </Button>
              <Button busy={download.isPending} onClick={() => download.mutate('a4')}>
                <FileDown aria-hidden className="size-4" />
                <Trans>Save as PDF</Trans>
              </Button>
              <WalletActions booking={booking} />
            </>
          )}
          <Button onClick={() => window.print()}>
            <Printer aria-hidden className="size-4" />
            <Trans>Print ticket</Trans>
          </Button>
        </div>
      )}
      {booking.status !== 'confirmed' && (
        <Link
          to="/movies/$movieId"
          params={{ movieId: String(booking.showtime.movieId) }}
          className={buttonClass('primary')}
        >
          <Trans>See other showtimes</Trans>
        </Link>
      )}
      {signedIn && (
        <Link to="/tickets" className={buttonClass()}>
          <Ticket aria-hidden className="size-4" />
          <Trans>All my tickets</Trans>
        </Link>
      )}
      {onCancelSome && (
        <Button onClick={onCancelSome}>
          <Trans>Cancel single tickets</Trans>
        </Button>
      )}
      {onCancel && (
        <Button look="danger" onClick={onCancel}>
          <Trans>Cancel booking</Trans>
        </Button>
      )}
    </div>
  )
}
