import { expect, test } from 'vitest'
import { formatAverage, occupancyBand } from '@/features/admin/analytics/figures'

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
