import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Navigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { Reservation } from '@/api'
import { CancelTicketsDialog } from '@/features/booking/cancel-tickets-dialog'
import {
  CancelledTickets,
  ExchangedNote,
  MovedNotice,
  PriceList,
  ShowDetails,
} from '@/features/booking/booking-details'
import { BookingMissing } from '@/features/booking/booking-states'
import { backText, unplacedText } from '@/features/booking/payment/payment-text'
import { seatLabels } from '@/features/booking/own-bookings'
import { refundOf, refundTerms } from '@/features/booking/refund-terms'
import { TicketActions } from '@/features/booking/tickets/ticket-actions'
import { TicketStub } from '@/features/booking/tickets/ticket-stub'
import { useBooking } from '@/features/booking/use-booking'
import { PageHeading } from '@/components/page-heading'
import { Localized } from '@/components/localized'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { announce } from '@/lib/browser/announce'
import { formatDayAndTime, formatMoment } from '@/lib/format/dates'
import { formatMoney } from '@/lib/format/money'
import { problemText } from '@/lib/api/problem'
import { serverNow } from '@/lib/time/server-clock'

/** A booking after the checkout: its reference, its seats, and the way out of it. */
export function ReservationPage({ reservationId }: { reservationId: number }) {
  const { booking, kept, cancel, cancelSome } = useBooking(reservationId)
  const [asking, setAsking] = useState<'all' | 'some' | false>(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const cancelled = useRef(false)
  const data = booking.data ?? kept?.booking
  if (!data) return <BookingMissing booking={booking} />

  if (data.status === 'pending') {
    return (
      <Navigate
        to="/checkout/$reservationId"
        params={{ reservationId: String(reservationId) }}
        replace
      />
    )
  }
  const valid = data.status === 'confirmed'
  const started = Date.parse(data.showtime.startsAt) <= serverNow()
  const open = valid && !kept && Date.parse(data.refundPolicy.until) > serverNow()

  const done = {
    onSuccess: (booking: Reservation) => {
      cancelled.current = true
      announce(
        booking.status === 'cancelled'
          ? `${headline(booking)}. ${explain(booking, started)}`
          : t`Tickets cancelled. You keep ${seatLabels(booking)}.`,
      )
      setAsking(false)
    },
  }

  function closed() {
    setAsking(false)
    // The dialog gives focus back to the button that opened it, which may be there no more.
    if (cancelled.current) heading.current?.focus()
    cancelled.current = false
  }

  return (
    <div className="relative">
      <div aria-hidden className="beam print:hidden" />
      <div className="shell relative grid gap-8 pt-8 sm:pt-12">
        <div className="grid gap-2">
          <PageHeading ref={heading} title={headline(data)}>
            {headline(data)}
          </PageHeading>
          <p className="text-lg text-muted">{explain(data, started)}</p>
          {kept && <KeptNote at={kept.at} onRetry={() => void booking.refetch()} />}
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_24rem] lg:grid-rows-[auto_1fr] print:grid-cols-[minmax(0,1fr)_17rem]">
          <div className="lg:col-start-2 print:col-start-2 print:row-start-1">
            <TicketStub booking={data} />
          </div>
          <div className="grid gap-8 lg:col-start-1 lg:row-span-2 lg:row-start-1 print:col-start-1 print:row-start-1">
            {valid && !started && <MovedNotice booking={data} />}
            <ShowDetails booking={data} />
            <PriceList booking={data} />
            {valid && <CancelledTickets booking={data} />}
            {valid && <ExchangedNote booking={data} />}
          </div>
          <div className="grid gap-3 lg:col-start-2 print:hidden">
            <TicketActions
              booking={data}
              isKept={kept !== undefined}
              onCancel={open ? () => setAsking('all') : undefined}
              onCancelSome={open && data.tickets.length > 1 ? () => setAsking('some') : undefined}
            />
            {valid && !started && !kept && (
              <p className="text-sm text-muted">
                <Localized>{open ? refundTerms(data) : tooLate(data)}</Localized>
              </p>
            )}
          </div>
        </div>
      </div>
      <ConfirmDialog
        open={asking === 'all'}
        title={t`Cancel this booking?`}
        confirmLabel={cancel.isPending ? t`Cancelling…` : t`Cancel booking`}
        dismissLabel={t`Keep it`}
        busy={cancel.isPending}
        onDismiss={closed}
        onConfirm={() => cancel.mutate(undefined, done)}
      >
        <p>
          <Trans>
            {data.showtime.movieTitle},{' '}
            <Localized>{formatDayAndTime(data.showtime.startsAt)}</Localized>, {seatLabels(data)}:
            back on sale at once.{' '}
          </Trans>
          {data.giftCard ? (
            <Trans>
              Of what is due back, <strong>{refundOf(data.tickets, data.currency)}</strong>, your
              gift card …{data.giftCard.hint} has what it paid first.
            </Trans>
          ) : data.payment.status === 'paid' ? (
            <>
              <Trans>
                <strong className="text-ink">{refundOf(data.tickets, data.currency)}</strong> goes
                back to where you paid from.
              </Trans>
            </>
          ) : (
            <>
              <Trans>
                If you have paid already,{' '}
                <strong className="text-ink">{refundOf(data.tickets, data.currency)}</strong> is due
                back to you.
              </Trans>
            </>
          )}
        </p>
        {cancel.isError && (
          <p role="alert" className="mt-4 font-semibold text-danger">
            {problemText(cancel.error)}
          </p>
        )}
      </ConfirmDialog>
      <CancelTicketsDialog
        open={asking === 'some'}
        booking={data}
        busy={cancelSome.isPending}
        error={cancelSome.error}
        onDismiss={closed}
        onConfirm={(ticketIds) => cancelSome.mutate(ticketIds, done)}
      />
    </div>
  )
}

function tooLate({ refundPolicy }: Reservation): string {
  return t`It could be cancelled until ${formatDayAndTime(refundPolicy.until)}, the cinema’s time.`
}

/** This is what is known without the network: still good for the door. */
function KeptNote({ at, onRetry }: { at: number; onRetry: () => void }) {
  return (
    <p
      role="status"
      className="flex max-w-prose flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border border-control bg-surface px-4 py-3 font-medium print:hidden"
    >
      <span>
        <Trans>
          Kept on this device: your ticket as it was <Localized>{formatMoment(at)}</Localized>. It
          is good at the door.
        </Trans>
      </span>
      <Button onClick={onRetry}>
        <Trans>Read it again</Trans>
      </Button>
    </p>
  )
}

function headline({ status }: Reservation): string {
  if (status === 'confirmed') return t`You’re booked`
  return status === 'cancelled' ? t`Booking cancelled` : t`Time ran out`
}

function explain(booking: Reservation, started: boolean): string {
  const { status, total, currency, payment, inPlaceOf, exchangedFor, giftCard } = booking
  if (status === 'expired') return unplacedText(booking)
  const references = exchangedFor?.map(({ reference }) => reference).join(', ')
  if (status === 'cancelled' && references) {
    const back = payment.refunded ? ` ${backText(booking)}` : ''
    return t`Tickets of it were exchanged at the box office: ${references} has the new ones.${back}`
  }
  if (status === 'cancelled') return backText(booking)
  if (started) return t`Enjoy the show.`
  if (inPlaceOf)
    return t`Exchanged at the box office for tickets of ${inPlaceOf.reference}: show the reference at the entrance.`
  if (payment.status !== 'not_required') {
    const back = payment.refunded || giftCard?.givenBack ? ` ${backText(booking)}` : ''
    return t`You have paid ${formatMoney(payment.amount, currency)}: show the reference at the entrance.${back}`
  }
  if (giftCard && payment.amount === 0) {
    return t`Your gift card has paid for everything: show the reference at the entrance.`
  }
  if (total === 0) return t`There is nothing to pay: show the reference at the entrance.`
  return t`Show the reference at the box office and pay ${formatMoney(payment.amount, currency)} there.`
}
