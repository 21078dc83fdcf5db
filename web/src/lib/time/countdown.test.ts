import { expect, test } from 'vitest'
import { formatCountdown, passedMark, secondsLeft, spokenCountdown } from '@/lib/time/countdown'

const at = Date.parse('2026-11-22T19:00:00Z')

test('counts whole seconds to the expiry and stops at zero', () => {
  expect(secondsLeft('2026-11-22T14:15:00-05:00', at)).toBe(900)
  expect(secondsLeft('2026-11-22T19:00:00.400Z', at)).toBe(1)
  expect(secondsLeft('2026-11-22T18:59:00Z', at)).toBe(0)
})

test('shows minutes and two digits of seconds', () => {
  expect(formatCountdown(899)).toBe('14:59')
  expect(formatCountdown(9)).toBe('0:09')
})

test('speaks at 2:00, 1:00, 0:30 and 0:10 and at no other second', () => {
  const spoken = []
  for (let second = 899; second >= 0; second--) {
    const mark = passedMark(second + 1, second)
    if (mark !== undefined) spoken.push([second, spokenCountdown(mark)])
  }
  expect(spoken).toEqual([
    [120, '2 minutes left to finish your booking.'],
    [60, 'One minute left to finish your booking.'],
    [30, '30 seconds left to finish your booking.'],
    [10, '10 seconds left to finish your booking.'],
  ])
})

test('a tab that slept over several marks speaks the last one only', () => {
  expect(passedMark(300, 25)).toBe(30)
  expect(passedMark(300, 0)).toBeUndefined()
  expect(passedMark(Number.POSITIVE_INFINITY, 25)).toBeUndefined()
})
