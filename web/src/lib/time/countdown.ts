import { plural } from '@lingui/core/macro'

/** Seconds left when the remaining time is spoken (WCAG 2.2.1: told in time, and rarely). */
export const spokenAt = [120, 60, 30, 10] as const

/** Whole seconds until the hold ends, never below zero. */
export function secondsLeft(expiresAt: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(expiresAt) - now) / 1000))
}

/** `14:59` */
export function formatCountdown(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** The mark passed since the reading before, the lowest one when a sleeping tab jumped over several. */
export function passedMark(before: number, after: number): number | undefined {
  if (!Number.isFinite(before)) return undefined
  return spokenAt.findLast((mark) => before > mark && after <= mark && after > 0)
}

export function spokenCountdown(mark: number): string {
  return mark >= 60
    ? plural(mark / 60, {
        one: 'One minute left to finish your booking.',
        other: '# minutes left to finish your booking.',
      })
    : plural(mark, {
        one: '# second left to finish your booking.',
        other: '# seconds left to finish your booking.',
      })
}
