import { plural, t } from '@lingui/core/macro'
import { formatClock } from '@/lib/format/dates'

/** One seat that was refused, and why (`sold`, `locked`, …). */
export type LostSeat = { seatId: number; seatLabel: string; reason: string }

type ProblemBody = {
  code?: unknown
  title?: unknown
  detail?: unknown
  errors?: unknown
  seats?: unknown
}

/** An error answer of the API (RFC 9457), or the lack of any answer (`status` 0). */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly fields: Record<string, string[]>
  readonly seats: LostSeat[]
  readonly retryAfter: number | undefined
  /** The whole answer, for the members that belong to one code alone. */
  readonly body: Readonly<Record<string, unknown>>

  constructor(status: number, body: unknown, retryAfter?: number) {
    const problem: ProblemBody = typeof body === 'object' && body !== null ? body : {}
    const title = typeof problem.title === 'string' ? problem.title : t`Something went wrong`
    super(title)
    this.name = 'Problem'
    this.status = status
    this.code = typeof problem.code === 'string' ? problem.code : status === 0 ? 'unreachable' : ''
    this.title = title
    this.detail = typeof problem.detail === 'string' ? problem.detail : ''
    this.fields = (problem.errors ?? {}) as Record<string, string[]>
    this.seats = Array.isArray(problem.seats) ? (problem.seats as LostSeat[]) : []
    this.retryAfter = retryAfter
    this.body = { ...problem }
  }
}

export function toProblem(error: unknown, response: Response | undefined): Problem {
  if (error instanceof Problem) return error
  const retryAfter = Number(response?.headers.get('Retry-After') ?? NaN)
  return new Problem(
    response?.status ?? 0,
    error,
    Number.isFinite(retryAfter) ? retryAfter : undefined,
  )
}

const pageNotLoaded = () => ({ code: navigator.onLine ? 'page_not_loaded' : 'unreachable' })

type Message = { title: string; detail: string }

/** Words for the codes where a person needs to know what to do next; the rest speak for themselves. */
const messages: Record<string, Message> = {
  offline: {
    title: t`You are offline`,
    detail: t`Nothing has been lost. This page goes on as soon as there is a connection again.`,
  },
  page_not_loaded: {
    title: t`This page could not be loaded`,
    detail: t`The connection broke, or there is a newer version of this app. Load it again to go on.`,
  },
  no_answer: {
    title: t`The box office does not answer`,
    detail: t`Ten seconds went by without a word. Try again: nothing is ever booked twice.`,
  },
  request_in_progress: {
    title: t`Still working on it`,
    detail: t`Your first try is on its way. Give it a moment, then try again.`,
  },
  unauthenticated: {
    title: t`Please sign in again`,
    detail: t`Your time at the counter is over. What you booked is safe.`,
  },
  unreachable: {
    title: t`The box office does not answer`,
    detail: t`Check your connection, then try again. Nothing has been lost.`,
  },
  internal_error: {
    title: t`Something went wrong on our side`,
    detail: t`It is not your fault. Please try again in a moment.`,
  },
  invalid_credentials: {
    title: t`That did not match`,
    detail: t`No account has this email address and password. Check both and try again.`,
  },
  second_factor_needed: {
    title: t`Your account needs a second factor`,
    detail: t`Set it up on your account’s page first.`,
  },
  no_second_factor: {
    title: t`There is no second factor`,
    detail: t`This account signs in with its password alone.`,
  },
  second_factor_on: {
    title: t`The second factor is on already`,
    detail: t`Load the page again to see it.`,
  },
  invalid_challenge: {
    title: t`This sign-in has run out`,
    detail: t`Enter your password again.`,
  },
  provider_left: {
    title: t`You did not sign in at the provider`,
    detail: t`Try again, or sign in another way.`,
  },
  login_not_connected: {
    title: t`This email address has an account`,
    detail: t`Sign in to it as you always do. Then connect this login on your account’s page.`,
  },
  email_taken: {
    title: t`This email address has an account`,
    detail: t`Sign in instead, or register with another address.`,
  },
  address_unproved: {
    title: t`This address is not proved yet`,
    detail: t`Anybody can register any address. A link to set a new password was mailed to it: add them once they have used it.`,
  },
  upcoming_bookings: {
    title: t`You have tickets for shows to come`,
    detail: t`Cancel them first, or say that they are to stay without you.`,
  },
  waiting_room: {
    title: t`It is not your turn`,
    detail: t`Many people want these seats. The page of the seats shows your place in the queue.`,
  },
  queue_ticket_taken: {
    title: t`Somebody else was let in with this place`,
    detail: t`Each person needs one of their own: you are given yours.`,
  },
  captcha_required: {
    title: t`We still need to know that you are a person`,
    detail: t`Try again, and pass the check that is shown.`,
  },
  no_mail: {
    title: t`No mails are sent here`,
    detail: t`Ask the cinema: its managers can help.`,
  },
  payment_unavailable: {
    title: t`The payment provider does not answer`,
    detail: t`Please try again in a moment. Nothing is ever paid twice.`,
  },
  payment_required: {
    title: t`The payment has not arrived yet`,
    detail: t`If you have just paid, give it a moment: this page goes on by itself.`,
  },
  amount_not_chargeable: {
    title: t`This amount cannot be paid here`,
    detail: t`Remove the voucher or the gift card, where one was used; or ask the cinema.`,
  },
  invalid_token: {
    title: t`This link is not good any more`,
    detail: t`It has been used, or is older than 30 minutes. Have a new one sent.`,
  },
  companion_place: {
    title: t`This place goes with a wheelchair place`,
    detail: t`Choose the wheelchair place first. Shortly before the start these places are for everybody.`,
  },
  hold_limit: {
    title: t`Ten seats at most`,
    detail: t`One person can hold up to ten seats for a showtime.`,
  },
  show_started: {
    title: t`This show has started`,
    detail: t`Seats can no longer be changed. Choose a later showtime.`,
  },
  showtime_cancelled: {
    title: t`This showtime was cancelled`,
    detail: t`The cinema has taken it off the schedule. Choose another one.`,
  },
  movie_closed: {
    title: t`This movie is no longer showing`,
    detail: t`Its last day has passed. Have a look at what is on now.`,
  },
  extension_limit: {
    title: t`No more time`,
    detail: t`Seats are held for half an hour at most. Continue now to keep them.`,
  },
  hold_expired: {
    title: t`Your time ran out`,
    detail: t`The seats went back on sale. Choose again: they may still be free.`,
  },
  seat_in_reservation: {
    title: t`This seat is in your booking`,
    detail: t`It waits for you at the checkout. Cancel that booking to choose again.`,
  },
  refund_period_over: {
    title: t`It is too late to cancel`,
    detail: t`The time until which the cinema takes tickets back is over.`,
  },
  ticket_admitted: {
    title: t`Somebody is in with this ticket`,
    detail: t`A ticket that was used at the door cannot be given back.`,
  },
  ticket_cancelled: {
    title: t`A ticket was cancelled already`,
    detail: t`Look the booking up again.`,
  },
  reservation_expired: {
    title: t`This booking ran out of time`,
    detail: t`It was not confirmed within 15 minutes, so its seats went back on sale.`,
  },
  reservation_cancelled: {
    title: t`This booking was cancelled`,
    detail: t`Its seats went back on sale.`,
  },
}

/** No answer, or one from a server in trouble: it says nothing about what was asked. */
export function isOutOfReach(error: unknown): boolean {
  return error instanceof Problem && (error.status === 0 || error.status >= 500)
}

/** A page's code that did not arrive; every browser says it in words of its own. */
export function isPageNotLoaded(error: unknown): boolean {
  return (
    error instanceof TypeError && /import(ing|ed) (a )?module|module script/i.test(error.message)
  )
}

/** The one place where a failure becomes words for a person. */
export function problemMessage(error: unknown): Message {
  if (isPageNotLoaded(error)) return problemMessage(new Problem(0, pageNotLoaded()))
  if (!(error instanceof Problem)) {
    return { title: t`Something went wrong`, detail: t`The page met an error it did not expect.` }
  }
  const code = error.code === 'unreachable' && !navigator.onLine ? 'offline' : error.code
  if (error.code === 'seats_taken' && error.seats.length > 0) return lostSeatsMessage(error.seats)
  if (error.code === 'sign_in_pause') {
    // By the device's own clock, whatever it shows.
    const time = formatClock(Date.now() + (error.retryAfter ?? 900) * 1000)
    return {
      title: t`Too many wrong passwords were tried`,
      detail: t`You can try again at ${time}. Choosing a new password ends the wait at once.`,
    }
  }
  if (error.status === 429) {
    const detail = error.retryAfter
      ? plural(error.retryAfter, {
          one: 'Please try again in # second.',
          other: 'Please try again in # seconds.',
        })
      : t`Please try again in a minute.`
    return { title: t`Too many attempts`, detail }
  }
  if (error.status === 503 && !(code in messages)) {
    return {
      title: t`The box office is very busy`,
      detail: t`Please try again in a moment. Nothing has been lost.`,
    }
  }
  return messages[code] ?? { title: error.title, detail: error.detail }
}

export function problemText(error: unknown): string {
  const { title, detail } = problemMessage(error)
  const sentence = title.endsWith('.') ? title : `${title}.`
  return detail ? `${sentence} ${detail}` : sentence
}

function lostSeat({ seatLabel, reason }: LostSeat): string {
  if (reason === 'sold') return t`${seatLabel} was just sold`
  if (reason === 'locked') return t`${seatLabel} is held by someone else`
  if (reason === 'unavailable') return t`${seatLabel} is out of service`
  return t`${seatLabel} is not free`
}

function lostSeatsMessage(seats: LostSeat[]): Message {
  return {
    title: plural(seats.length, { one: 'This seat is gone', other: 'These seats are gone' }),
    detail: `${seats.map(lostSeat).join(', ')}.`,
  }
}
