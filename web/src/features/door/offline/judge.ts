import type { DoorList, DoorListTicket, DoorTicket } from '@/api'
import type { OwnAdmission } from './scan-queue'

/** The tickets of a list that somebody shows: by the code of one, or by the reference of a booking. */
export async function shownTickets(
  list: DoorList,
  what: { token: string } | { reference: string; ticketIds?: number[] },
): Promise<DoorListTicket[]> {
  if ('token' in what) {
    const code = await hash(what.token)
    return list.tickets.filter(({ codes }) => codes.includes(code))
  }
  const { reference, ticketIds } = what
  return list.tickets.filter(
    (ticket) =>
      ticket.reference === reference.toUpperCase() &&
      (ticketIds === undefined || ticketIds.includes(ticket.ticketId)),
  )
}

/** What the door can say to a ticket by itself: whether it was used by what the list and this device know. */
export function judged(
  ticket: DoorListTicket,
  show: DoorList['showtime'],
  admitted: readonly OwnAdmission[],
): DoorTicket {
  const own = admitted.find(({ ticketId }) => ticketId === ticket.ticketId)
  const admittedAt = ticket.admittedAt ?? own?.at
  const { ticketId, reference, seatLabel, seatClass, kind } = ticket
  return {
    answer: admittedAt ? 'alreadyAdmitted' : 'ready',
    ticketId,
    reference,
    seatLabel,
    seatClass,
    kind: kind ?? null,
    admittedAt: admittedAt ?? null,
    door: ticket.door ?? own?.door ?? null,
    showtime: show,
  }
}

/** A moment as the API writes it, by the clock of the cinema whose times have this offset. */
export function momentLike(startsAt: string, at: number): string {
  const [offset = 'Z', sign, hours, minutes] = /(?:Z|([+-])(\d{2}):(\d{2}))$/.exec(startsAt) ?? []
  const ahead = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -1 : 1)
  return new Date(at + ahead * 60_000).toISOString().slice(0, 19) + offset
}

async function hash(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text.trim()))
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
