import type { DoorAnswer, DoorTicket } from '@/api'
import { dayOf, formatDate, timeOf } from '@/lib/format/dates'

export type Tone = 'good' | 'wait' | 'bad'

/** What the door shows and says: in big words, and in one line. */
export type Said = { tone: Tone; title: string; detail: string }

const titles: Record<DoorAnswer, { tone: Tone; title: string }> = {
  admitted: { tone: 'good', title: 'Valid' },
  ready: { tone: 'wait', title: 'Not used yet' },
  alreadyAdmitted: { tone: 'bad', title: 'Used already' },
  wrongShowtime: { tone: 'bad', title: 'Wrong showtime' },
  wrongDay: { tone: 'bad', title: 'Wrong day' },
  wrongCinema: { tone: 'bad', title: 'Wrong cinema' },
  cancelled: { tone: 'bad', title: 'Cancelled' },
  refunded: { tone: 'bad', title: 'Refunded' },
  notConfirmed: { tone: 'bad', title: 'Not confirmed' },
  unknown: { tone: 'bad', title: 'Unknown' },
  forged: { tone: 'bad', title: 'Forged' },
}

export function said(ticket: DoorTicket): Said {
  return { ...titles[ticket.answer], detail: detail(ticket) }
}

function detail(ticket: DoorTicket): string {
  const { answer, showtime, admittedAt, door } = ticket
  const seat = `Seat ${ticket.seatLabel ?? ''}, ${ticket.seatClass ?? ''}`
  switch (answer) {
    case 'admitted':
    case 'ready':
      return seat
    case 'alreadyAdmitted':
      return `${seat}. In since ${admittedAt ? timeOf(admittedAt) : ''}, ${door ?? ''}`
    case 'wrongShowtime':
      return showtime
        ? `It is for ${showtime.movieTitle}, ${timeOf(showtime.startsAt)}, ${showtime.screenName}`
        : ''
    case 'wrongDay':
      return showtime
        ? `It is for ${showtime.movieTitle} on ${formatDate(dayOf(showtime.startsAt))}, ${timeOf(showtime.startsAt)}`
        : ''
    case 'wrongCinema':
      return showtime ? `It is for ${showtime.cinemaName}, ${showtime.movieTitle}` : ''
    case 'cancelled':
    case 'refunded':
      return `${seat}. The ticket was given back`
    case 'notConfirmed':
      return 'The booking was never confirmed'
    case 'unknown':
      return 'This is no ticket of ours'
    case 'forged':
      return 'It looks like a ticket of ours, and is not'
  }
}
