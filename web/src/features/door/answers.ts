import { t } from '@lingui/core/macro'
import type { DoorAnswer, DoorTicket } from '@/api'
import { dayOf, formatDate, timeOf } from '@/lib/format/dates'
import { classNames } from '@/lib/format/seat-classes'

export type Tone = 'good' | 'wait' | 'bad'

/** What the door shows and says: in big words, and in one line. */
export type Said = { tone: Tone; title: string; detail: string }

const titles: Record<DoorAnswer, { tone: Tone; title: string }> = {
  admitted: { tone: 'good', title: t`Valid` },
  ready: { tone: 'wait', title: t`Not used yet` },
  alreadyAdmitted: { tone: 'bad', title: t`Used already` },
  wrongShowtime: { tone: 'bad', title: t`Wrong showtime` },
  wrongDay: { tone: 'bad', title: t`Wrong day` },
  wrongCinema: { tone: 'bad', title: t`Wrong cinema` },
  cancelled: { tone: 'bad', title: t`Cancelled` },
  refunded: { tone: 'bad', title: t`Refunded` },
  notConfirmed: { tone: 'bad', title: t`Not confirmed` },
  unknown: { tone: 'bad', title: t`Unknown` },
  forged: { tone: 'bad', title: t`Forged` },
}

export function said(ticket: DoorTicket): Said {
  return { ...titles[ticket.answer], detail: detail(ticket) }
}

function detail(ticket: DoorTicket): string {
  const { answer, showtime, admittedAt, door } = ticket
  const label = ticket.seatLabel ?? ''
  const seatClass = ticket.seatClass ? classNames[ticket.seatClass] : ''
  const what = ticket.kind ? `${seatClass}, ${ticket.kind}` : seatClass
  const seat = t`Seat ${label}, ${what}`
  const since = admittedAt ? timeOf(admittedAt) : ''
  const starts = showtime ? timeOf(showtime.startsAt) : ''
  const day = showtime ? formatDate(dayOf(showtime.startsAt)) : ''
  switch (answer) {
    case 'admitted':
    case 'ready':
      return seat
    case 'alreadyAdmitted':
      return t`${seat}. In since ${since}, ${door ?? ''}`
    case 'wrongShowtime':
      return showtime ? t`It is for ${showtime.movieTitle}, ${starts}, ${showtime.screenName}` : ''
    case 'wrongDay':
      return showtime ? t`It is for ${showtime.movieTitle} on ${day}, ${starts}` : ''
    case 'wrongCinema':
      return showtime ? t`It is for ${showtime.cinemaName}, ${showtime.movieTitle}` : ''
    case 'cancelled':
    case 'refunded':
      return t`${seat}. The ticket was given back`
    case 'notConfirmed':
      return t`The booking was never confirmed`
    case 'unknown':
      return t`This is no ticket of ours`
    case 'forged':
      return t`It looks like a ticket of ours, and is not`
  }
}
