import { expect, test } from 'vitest'
import { formatAverage, occupancyBand, periodBefore } from '@/features/admin/analytics/figures'

test.each([
  [100, 'high'],
  [75, 'high'],
  [74.9, 'middle'],
  [50, 'middle'],
  [49.9, 'low'],
  [0, 'low'],
])('an occupancy of %s percent is %s', (percentage, band) => {
  expect(occupancyBand(percentage)).toBe(band)
})

test('without tickets there is no average', () => {
  expect(formatAverage(null, 'USD')).toBe('–')
})

test.each([
  ['2026-03-01', '2026-03-01', '2026-02-28', '2026-02-28'],
  ['2026-01-05', '2026-01-11', '2025-12-29', '2026-01-04'],
])('before %s to %s is %s to %s', (from, to, firstBefore, lastBefore) => {
  expect(periodBefore({ from, to })).toEqual({ from: firstBefore, to: lastBefore })
})
