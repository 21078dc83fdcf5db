import { afterEach, expect, test } from 'vitest'
import { wayBack } from '@/features/account/providers/way-back'

const kept = (way: unknown) =>
  sessionStorage.setItem('provider-way-back', typeof way === 'string' ? way : JSON.stringify(way))

afterEach(() => sessionStorage.clear())

test('a tab goes on where it came from', () => {
  kept({ connects: true, returnTo: '/account#external-logins' })
  expect(wayBack()).toEqual({ connects: true, returnTo: '/account#external-logins' })
})

test.each([
  undefined,
  'no JSON',
  'null',
  { connects: 'yes', returnTo: 'https://evil.example/' },
  { returnTo: '//evil.example/' },
  { returnTo: '/\\evil.example/' },
  { returnTo: 7 },
])('what is kept as %j leads to the first page of this site, signed in', (way) => {
  if (way !== undefined) kept(way)
  expect(wayBack()).toEqual({ connects: false, returnTo: '/' })
})
