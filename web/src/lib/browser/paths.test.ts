import { expect, test } from 'vitest'
import { keepsHolds, safeReturnPath } from '@/lib/browser/paths'

test('leads back to a path of this site', () => {
  expect(safeReturnPath('/showtimes/7?from=list#map')).toBe('/showtimes/7?from=list#map')
})

test.each([
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example',
  'javascript:alert(1)',
  '',
  42,
  undefined,
])('refuses %j as a way back', (value) => {
  expect(safeReturnPath(value)).toBeUndefined()
})

test('a choice stays on the way to the checkout and to sign-in, and nowhere else', () => {
  const onTheWay = ['/showtimes/8/continue', '/checkout/3', '/sign-in', '/register']
  expect(onTheWay.every(keepsHolds)).toBe(true)
  expect(['/', '/movies/1', '/showtimes/8', '/tickets'].some(keepsHolds)).toBe(false)
})
