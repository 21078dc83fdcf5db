import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { forgetServerTime, observeServerTime, serverNow } from '@/lib/time/server-clock'

const now = 1_800_000_000_000
const stated = (time: number) => new Headers({ 'X-Server-Time': String(time) })

beforeEach(() => {
  vi.useFakeTimers({ now })
  forgetServerTime()
})
afterEach(() => vi.useRealTimers())

test('without a word from the server the own clock is as good as any', () => {
  expect(serverNow()).toBe(now)
})

test('corrects a clock that is five minutes fast, half the round trip taken off', () => {
  observeServerTime(stated(now - 300_000), now - 100, now + 100)
  expect(serverNow()).toBe(now - 300_000)
})

test('a slow answer does not replace what a fast one said', () => {
  observeServerTime(stated(now + 5_000), now, now)
  observeServerTime(stated(now + 9_000), now - 2_000, now + 2_000)
  expect(serverNow()).toBe(now + 5_000)
})

test('after a minute any answer is truer than an old one', () => {
  observeServerTime(stated(now + 5_000), now, now)
  const later = now + 61_000
  vi.setSystemTime(later)
  observeServerTime(stated(later + 9_000), later - 200, later + 200)
  expect(serverNow()).toBe(later + 9_000)
})

test.each(['', 'soon', '0', '-1'])('ignores %j as a time', (value) => {
  observeServerTime(new Headers({ 'X-Server-Time': value }), now, now)
  expect(serverNow()).toBe(now)
})
