import { act, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { HoldTimer } from '@/components/hold-timer'
import { onAnnouncement } from '@/lib/browser/announce'
import { forgetServerTime, observeServerTime } from '@/lib/time/server-clock'

const now = 1_800_000_000_000
const spoken: string[] = []
let silence: () => void

beforeEach(() => {
  vi.useFakeTimers({ now })
  forgetServerTime()
  spoken.length = 0
  silence = onAnnouncement((message) => spoken.push(message))
})
afterEach(() => {
  silence()
  vi.useRealTimers()
})

function pass(ms: number) {
  act(() => {
    vi.advanceTimersByTime(ms)
  })
}

test('counts by the server’s clock, not by one that is ten minutes slow', () => {
  observeServerTime(new Headers({ 'X-Server-Time': String(now + 600_000) }), now, now)
  render(<HoldTimer expiresAt={new Date(now + 900_000).toISOString()} onExpire={vi.fn()} />)
  expect(screen.getByRole('timer')).toHaveTextContent('5:00')
  pass(2_000)
  expect(screen.getByRole('timer')).toHaveTextContent('4:58')
})

test('speaks rarely, and tells every second that the time is over until it is taken away', () => {
  const onExpire = vi.fn()
  const timer = <HoldTimer expiresAt={new Date(now + 125_000).toISOString()} onExpire={onExpire} />
  const { unmount } = render(timer)
  pass(119_000)
  expect(spoken).toHaveLength(4)
  expect(onExpire).not.toHaveBeenCalled()
  pass(6_100)
  expect(spoken).toHaveLength(4)
  expect(onExpire).toHaveBeenCalledOnce()
  expect(screen.getByRole('timer')).toHaveTextContent('0:00')
  pass(2_000)
  expect(onExpire).toHaveBeenCalledTimes(3)
  unmount()
  pass(5_000)
  expect(onExpire).toHaveBeenCalledTimes(3)
})

test('a hold that has already ended is noticed', () => {
  const onExpire = vi.fn()
  render(<HoldTimer expiresAt={new Date(now - 1_000).toISOString()} onExpire={onExpire} />)
  pass(300)
  expect(onExpire).toHaveBeenCalledOnce()
})
