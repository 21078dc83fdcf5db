import { getReservationCalendar, type Reservation } from '@/api'

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
  const address = URL.createObjectURL(new Blob([data], { type: 'text/calendar' }))
  const link = document.createElement('a')
  link.href = address
  link.download = `ticket-${reference}.ics`
  link.click()
  // The browser has read the address by the next task, and would keep the file in memory otherwise.
  window.setTimeout(() => URL.revokeObjectURL(address), 0)
}
