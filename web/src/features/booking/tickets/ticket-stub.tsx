import { QRCodeSVG } from 'qrcode.react'
import type { Reservation } from '@/api'
import { seatLabels } from '@/features/booking/own-bookings'

/** The part of a ticket that is shown at the door: the code, the reference, the seats. */
export function TicketStub({ booking }: { booking: Reservation }) {
  const { reference, tickets } = booking
  const valid = booking.status === 'confirmed'
  return (
    <section
      aria-label="Reference"
      className="stub grid justify-items-center gap-4 px-5 py-7 sm:px-8 text-center print:border print:px-4 print:py-5"
      // The notches lie where the dashes are: above the seats, whatever stands before.
      style={{ '--at': 'calc(100% - 6.4rem)' } as React.CSSProperties}
    >
      {valid && (
        // White with a quiet zone of four modules in both themes: scanners read dark on light alone.
        <QRCodeSVG
          value={reference}
          level="M"
          marginSize={4}
          bgColor="#fff"
          fgColor="#000"
          aria-label={`QR code of the reference ${reference}`}
          className="size-52 rounded-xl print:size-48"
        />
      )}
      <div>
        <p className="text-muted">Reference</p>
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
      <p aria-hidden className="w-full border-t-2 border-dashed border-control" />
      <div>
        <p className="text-muted">{tickets.length === 1 ? 'Seat' : 'Seats'}</p>
        <p className="display text-3xl">{seatLabels(booking)}</p>
      </div>
    </section>
  )
}
