import { Link, Navigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { Reservation } from '@/api'
import { PriceList, ShowDetails } from '@/features/booking/booking-details'
import { BookingMissing } from '@/features/booking/booking-states'
import { seatLabels } from '@/features/booking/own-bookings'
import { useBooking } from '@/features/booking/use-booking'
import { PageHeading } from '@/components/page-heading'
import { Button, buttonClass } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { announce } from '@/lib/announce'
import { formatMoney } from '@/lib/money'
import { serverNow } from '@/lib/server-clock'

/** A booking after the checkout: its reference, its seats, and the way out of it. */
export function ReservationPage({ reservationId }: { reservationId: number }) {
  const { booking, cancel } = useBooking(reservationId)
  const [asking, setAsking] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const cancelled = useRef(false)
  if (!booking.data) return <BookingMissing booking={booking} />

  const { data } = booking
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

  function giveBack() {
    cancel.mutate(undefined, {
      onSuccess: (booking) => {
        cancelled.current = true
        announce(`${headline(booking)}. ${explain(booking, started)}`)
      },
      onSettled: () => setAsking(false),
    })
  }

  function closed() {
    setAsking(false)
    // The dialog gives focus back to the button that opened it, which a cancelled booking has no more.
    if (cancelled.current) heading.current?.focus()
  }

  return (
    <div className="relative">
      <div aria-hidden className="beam" />
      <div className="shell relative grid gap-8 pt-8 sm:pt-12">
        <div className="grid gap-2">
          <PageHeading ref={heading} title={headline(data)}>
            {headline(data)}
          </PageHeading>
          <p className="text-lg text-muted">{explain(data, started)}</p>
        </div>
        <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
          <div className="grid gap-8">
            <ShowDetails booking={data} />
            <PriceList booking={data} />
          </div>
          <div className="grid gap-4">
            <section
              aria-label="Reference"
              className="stub grid gap-5 px-8 py-7 text-center [--at:62%]"
            >
              <div>
                <p className="text-muted">Reference</p>
                <p
                  className={
                    valid
                      ? 'display text-[2.5rem] leading-tight tracking-normal! text-accent'
                      : 'display text-[2.5rem] leading-tight text-muted line-through'
                  }
                >
                  {data.reference}
                </p>
              </div>
              <p aria-hidden className="border-t-2 border-dashed border-control" />
              <div>
                <p className="text-muted">{data.tickets.length === 1 ? 'Seat' : 'Seats'}</p>
                <p className="display text-3xl">{seatLabels(data)}</p>
              </div>
            </section>
            <Link to="/tickets" className={buttonClass()}>
              All my tickets
            </Link>
            {valid && !started && (
              <Button look="danger" onClick={() => setAsking(true)}>
                Cancel booking
              </Button>
            )}
          </div>
        </div>
      </div>
      <ConfirmDialog
        open={asking}
        title="Cancel this booking?"
        confirmLabel={cancel.isPending ? 'Cancelling…' : 'Cancel booking'}
        dismissLabel="Keep it"
        busy={cancel.isPending}
        onDismiss={closed}
        onConfirm={giveBack}
      >
        <p>
          {data.showtime.movieTitle}, {seatLabels(data)}: back on sale at once. If you have paid
          already, {formatMoney(data.total, data.currency)} is due back to you.
        </p>
      </ConfirmDialog>
    </div>
  )
}

function headline({ status }: Reservation): string {
  if (status === 'confirmed') return 'You’re booked'
  return status === 'cancelled' ? 'Booking cancelled' : 'Time ran out'
}

function explain(booking: Reservation, started: boolean): string {
  const { status, total, refundDue, currency } = booking
  if (status === 'expired') return 'It was not confirmed in time. Nothing was charged.'
  if (status === 'cancelled') {
    return refundDue
      ? `${formatMoney(refundDue, currency)} is due back to you if you have paid already.`
      : 'Nothing was charged, so nothing is due back.'
  }
  if (started) return 'Enjoy the show.'
  return `Show the reference at the box office and pay ${formatMoney(total, currency)} there.`
}
