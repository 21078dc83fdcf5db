import { describe, expect, it } from 'vitest'
import type { DoorList, DoorListTicket } from '@/api'
import { judged, momentLike, shownTickets } from './judge'

const show = { showtimeId: 7, startsAt: '2026-11-30T19:30:00+01:00' } as DoorList['showtime']
const list = {
  showtime: show,
  madeAt: '2026-11-30T18:00:00Z',
  tickets: [
    {
      ticketId: 1,
      reference: 'K7PX4MRW2T',
      seatLabel: 'E5',
      seatClass: 'standard',
      kind: null,
      admittedAt: null,
      door: null,
      // Of `AEAQ`.
      codes: ['7dd4cbcbe09ba3e5e6aba99440e9d84cddda27f71b92b25e9cf2313b166dc7fe'],
    },
    {
      ticketId: 2,
      reference: 'K7PX4MRW2T',
      seatLabel: 'E6',
      seatClass: 'standard',
      kind: null,
      admittedAt: '2026-11-30T19:01:00+01:00',
      door: 'Door 2',
      codes: [],
    },
  ],
} satisfies DoorList
const [fresh, used] = list.tickets as [DoorListTicket, DoorListTicket]

describe('what the list knows', () => {
  it('finds a ticket by its code and the tickets of a booking by its reference', async () => {
    const ids = async (what: Parameters<typeof shownTickets>[1]) =>
      (await shownTickets(list, what)).map(({ ticketId }) => ticketId)
    expect(await ids({ token: ' AEAQ\n' })).toEqual([1])
    expect(await ids({ token: 'AEAR' })).toEqual([])
    expect(await ids({ reference: 'k7px4mrw2t' })).toEqual([1, 2])
    expect(await ids({ reference: 'K7PX4MRW2T', ticketIds: [2] })).toEqual([2])
    expect(await ids({ reference: 'NONE' })).toEqual([])
  })

  it('lets in once, by the list and by what it let in itself', () => {
    const own = {
      showtimeId: 7,
      ticketId: 1,
      door: 'Door 1',
      at: '2026-11-30T19:05:00+01:00',
    }
    expect(judged(fresh, show, [])).toMatchObject({ answer: 'ready', seatLabel: 'E5' })
    expect(judged(fresh, show, [own])).toMatchObject({
      answer: 'alreadyAdmitted',
      door: 'Door 1',
      admittedAt: own.at,
    })
    expect(judged(used, show, [])).toMatchObject({ answer: 'alreadyAdmitted', door: 'Door 2' })
  })
})

describe('a moment as the API writes it', () => {
  it.each([
    ['2026-11-30T19:30:00+01:00', '2026-11-30T19:21:05+01:00'],
    ['2026-11-30T19:30:00-05:00', '2026-11-30T13:21:05-05:00'],
    ['2026-11-30T19:30:00Z', '2026-11-30T18:21:05Z'],
    ['2026-11-30T19:30:00+05:45', '2026-12-01T00:06:05+05:45'],
  ])('like %s', (startsAt, moment) => {
    expect(momentLike(startsAt, Date.UTC(2026, 10, 30, 18, 21, 5, 123))).toBe(moment)
  })
})
