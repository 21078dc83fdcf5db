import { expect, test } from 'vitest'
import { overReason } from '@/features/seats/live/show-over'
import { givenShowtime } from '@/test/given'

const start = Date.parse('2026-11-22T19:40:00-05:00')

test('a show can be booked until it starts, unless it is cancelled', () => {
  expect(overReason(givenShowtime(), start - 1)).toBeNull()
  expect(overReason(givenShowtime(), start)).toBe('show_started')
  expect(overReason(givenShowtime({ status: 'cancelled' }), start - 1)).toBe('showtime_cancelled')
})
