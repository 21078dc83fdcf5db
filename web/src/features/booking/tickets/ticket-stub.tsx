import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import clsx from 'clsx'
import type { Reservation } from '@/api'
import { seatLabels } from '@/features/booking/own-bookings'
import { TicketCodes } from '@/features/booking/tickets/ticket-codes'

/** The part of a ticket that is shown at the door: the codes, the reference, the seats. */
export function TicketStub({ booking }: { booking: Reservation }) {
  const { reference, tickets } = booking
  const valid = booking.status === 'confirmed'
  // On paper each code has its seat beside it, and ten of them fill the page.
  const named = valid && tickets.length > 1
  return (
    <section
      aria-label={t`Reference`}
      className="stub grid justify-items-center gap-4 px-5 py-7 sm:px-8 text-center print:border print:px-4 print:py-5"
      // The notches lie where the dashes are: above the seats, whatever stands before.
      style={{ '--at': 'calc(100% - 6.4rem)' } as React.CSSProperties}
    >
      {valid && <TicketCodes tickets={tickets} />}
      <div>
        <p className="text-muted">
          <Trans>Reference</Trans>
        </p>
        <p
          className={
            valid
              ? 'display text-[clamp(1.625rem,9vw,2.25rem)] leading-tight tracking-normal! text-accent print:text-[1.75rem]'
              : 'display text-[clamp(1.625rem,9vw,2.25rem)] leading-tight text-muted line-through'
          }
        >
          {reference}
        </p>
      </div>
      <p
        aria-hidden
        className={clsx('w-full border-t-2 border-dashed border-control', named && 'print:hidden')}
      />
      <div className={clsx(named && 'print:hidden')}>
        <p className="text-muted">{plural(tickets.length, { one: 'Seat', other: 'Seats' })}</p>
        <p className="display text-3xl">{seatLabels(booking)}</p>
      </div>
    </section>
  )
}
