import { expect, test } from 'vitest'
import {
  aheadNow,
  formatWait,
  passesWaitMark,
  pollAfter,
  secondsUntil,
} from '@/features/seats/queue/estimate'

const now = Date.parse('2026-11-22T19:00:00Z')

test('the wait is told in minutes, rounded up', () => {
  expect(secondsUntil('2026-11-22T19:03:30Z', now)).toBe(210)
  expect(secondsUntil('2026-11-22T18:00:00Z', now)).toBe(0)
  expect(formatWait(59)).toBe('less than a minute')
  expect(formatWait(210)).toBe('about 4 min')
  expect(formatWait(4_800)).toBe('about 1 hr 20 min')
})

test('those ahead become fewer between two answers, and never more', () => {
  expect(aheadNow(100, 101, 60)).toBe(100)
  expect(aheadNow(100, 50.5, 60)).toBe(50)
  expect(aheadNow(100, 0.5, 60)).toBe(0)
  expect(aheadNow(3, 500, 60)).toBe(3)
})

test('the wait is spoken when it passes a mark, and at no other second', () => {
  const spoken = []
  for (let second = 700; second >= 0; second--) {
    if (passesWaitMark(second + 1, second)) spoken.push(second)
  }
  expect(spoken).toEqual([600, 300, 120, 60])
})

test('it is asked for seldom while far, and right at the moment', () => {
  expect(pollAfter(3_600, 0)).toBe(30_000)
  expect(pollAfter(60, 0)).toBe(12_000)
  expect(pollAfter(5, 0)).toBe(2_000)
  expect(pollAfter(1, 0)).toBe(1_200)
  expect(pollAfter(3_600, 1)).toBe(32_000)
})
