import { beforeEach, expect, test } from 'vitest'
import {
  forgetBookingsOfOthers,
  keepBooking,
  keptBooking,
  keptOfAccount,
} from '@/lib/session/kept-bookings'
import { givenReservation, givenShowtime } from '@/test/given'

const hour = 60 * 60 * 1000
const ending = (inHours: number) =>
  givenShowtime({
    startsAt: new Date(Date.now() + (inHours - 2) * hour).toISOString(),
    endsAt: new Date(Date.now() + inHours * hour).toISOString(),
  })
const confirmed = (reservationId: number, inHours = 5) =>
  givenReservation({ reservationId, status: 'confirmed', showtime: ending(inHours) })

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

test('what an account has seen is kept until it is of no use', () => {
  keepBooking(confirmed(1), 7)
  keepBooking(confirmed(2, -23), 7)
  keepBooking(confirmed(3, -25), 7)
  keepBooking(givenReservation({ reservationId: 4, status: 'pending', showtime: ending(5) }), 7)
  expect(keptOfAccount().map(({ reservationId }) => reservationId)).toEqual([2, 1])

  keepBooking({ ...confirmed(1), status: 'cancelled' }, 7)
  expect(keptBooking(1)).toBeUndefined()
  expect(keptBooking(2)?.booking.reservationId).toBe(2)
})

test('it is the same person’s after another sign-in, and gone with anybody else’s', () => {
  keepBooking(confirmed(1), 7)
  forgetBookingsOfOthers(7)
  expect(keptBooking(1)).toBeDefined()
  forgetBookingsOfOthers(8)
  expect(keptBooking(1)).toBeUndefined()
  expect(localStorage.length).toBe(0)

  keepBooking(confirmed(1), 7)
  keepBooking(confirmed(2), 8)
  expect(keptOfAccount().map(({ reservationId }) => reservationId)).toEqual([2])
  forgetBookingsOfOthers(null)
  expect(keptOfAccount()).toEqual([])
})

test('a guest’s stays in the tab, and no sign-out takes it', () => {
  keepBooking(confirmed(1), null)
  expect(localStorage.length).toBe(0)
  forgetBookingsOfOthers(null)
  expect(keptBooking(1)).toBeDefined()
  expect(keptOfAccount()).toEqual([])
})

test('what cannot be read is nothing', () => {
  for (const junk of ['', 'null', '[]', '{', '{"owner":7}', '{"owner":7,"bookings":{}}']) {
    localStorage.setItem('kept-bookings', junk)
    expect(keptOfAccount()).toEqual([])
    expect(keptBooking(1)).toBeUndefined()
  }
})
