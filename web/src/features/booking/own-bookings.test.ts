import { expect, test } from 'vitest'
import { seatLabels, sortBookings } from '@/features/booking/own-bookings'
import { givenReservation, givenShowtime } from '@/test/given'

const now = Date.parse('2026-11-22T20:30:00-05:00')
const on = (day: string) =>
  givenShowtime({ startsAt: `${day}T19:40:00-05:00`, endsAt: `${day}T21:22:00-05:00` })

test('a show that is running is still to come, a finished one is past', () => {
  const running = givenReservation({ reservationId: 1, showtime: on('2026-11-22') })
  const later = givenReservation({ reservationId: 2, showtime: on('2026-11-24') })
  const sooner = givenReservation({ reservationId: 3, showtime: on('2026-11-23') })
  const over = givenReservation({ reservationId: 4, showtime: on('2026-11-21') })
  const sorted = sortBookings([later, over, running, sooner], now)
  expect(sorted.upcoming).toEqual([running, sooner, later])
  expect(sorted.past).toEqual([over])
})

test('what waits to be confirmed stands apart, and cancelled bookings are past', () => {
  const pending = givenReservation({ status: 'pending', showtime: on('2026-11-23') })
  const cancelled = givenReservation({ status: 'cancelled', showtime: on('2026-11-23') })
  const sorted = sortBookings([pending, cancelled], now)
  expect(sorted.waiting).toEqual([pending])
  expect(sorted.upcoming).toEqual([])
  expect(sorted.past).toEqual([cancelled])
})

test('names the seats of a booking', () => {
  expect(seatLabels(givenReservation())).toBe('E5')
})
