import { getApplePasses, getReservationCalendar, getTickets, type Reservation } from '@/api'
import { saveFile } from '@/lib/browser/save-file'

/**
 * Saves the booking as a calendar file. A plain link could not carry the access token, so the file is
 * fetched first and handed over as a download.
 */
export async function saveCalendarFile({ reservationId, reference }: Reservation): Promise<void> {
  const { data } = await getReservationCalendar({
    path: { reservationId },
    parseAs: 'text',
    throwOnError: true,
  })
  saveFile(data, 'text/calendar', `ticket-${reference}.ics`)
}

/** A page to print, or one for each ticket, as large as a phone. */
export type TicketFormat = 'a4' | 'phone'

/** Saves the tickets as a PDF, for the door: it opens without a network. */
export async function saveTickets(
  { reservationId, reference }: Reservation,
  format: TicketFormat,
): Promise<void> {
  const { data } = await getTickets({
    path: { reservationId },
    query: { format },
    parseAs: 'blob',
    throwOnError: true,
  })
  saveFile(data, 'application/pdf', `tickets-${reference}.pdf`)
}

/** Saves the tickets as passes of Apple Wallet: one, or a bundle of several. */
export async function saveApplePasses({
  reservationId,
  reference,
  tickets,
}: Reservation): Promise<void> {
  const { data } = await getApplePasses({
    path: { reservationId },
    parseAs: 'blob',
    throwOnError: true,
  })
  const extension = tickets.length === 1 ? 'pkpass' : 'pkpasses'
  saveFile(data, `application/vnd.apple.${extension}`, `tickets-${reference}.${extension}`)
}
