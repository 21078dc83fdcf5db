import { t } from '@lingui/core/macro'
import { formatDuration } from '@/lib/format/dates'

/** Minutes left when the wait is spoken: rarely while it is long, so that nobody has to listen to it. */
const spokenAt = [60, 30, 15, 10, 5, 2, 1]

/** How long it is until one's turn, in seconds, never below zero. */
export function secondsUntil(at: string, now: number): number {
  return Math.max(0, (Date.parse(at) - now) / 1000)
}

/** `less than a minute`, `about 4 min`, `about 1 hr 20 min`. */
export function formatWait(seconds: number): string {
  return seconds < 60 ? t`less than a minute` : t`about ${formatDuration(Math.ceil(seconds / 60))}`
}

/** How many are let in before, by the rate: what the server said a while ago, made true for now. */
export function aheadNow(ahead: number, seconds: number, perMinute: number): number {
  return Math.min(ahead, Math.max(0, Math.ceil((seconds * perMinute) / 60) - 1))
}

/** Whether the wait has passed a mark at which it is spoken. */
export function passesWaitMark(before: number, after: number): boolean {
  return spokenAt.some((mark) => before > mark * 60 && after <= mark * 60 && after > 0)
}

/**
 * How long to wait before asking again, in milliseconds: seldom far from one's turn, at its moment when it is near, and a
 * little apart from everybody else.
 */
export function pollAfter(seconds: number, random = Math.random()): number {
  const wait = seconds < 4 ? seconds + 0.2 : Math.min(30, Math.max(2, seconds / 5))
  return (wait + random * Math.min(2, wait / 4)) * 1000
}
