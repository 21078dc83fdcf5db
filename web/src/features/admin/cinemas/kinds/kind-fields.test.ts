import { expect, test } from 'vitest'
import {
  fieldsOf,
  kindFields,
  preview,
  requestOf,
} from '@/features/admin/cinemas/kinds/kind-fields'

const table = {
  cinemaId: 1,
  currency: 'USD',
  standardPrice: 8.1,
  premiumPrice: 16,
  kinds: [],
}

test('what the form shows is what it sends', () => {
  const request = {
    name: 'Matinee',
    note: 'before five',
    factor: 0.667,
    fixedPrice: null,
    weekdays: ['tuesday' as const],
    startsFrom: null,
    startsBefore: '17:00',
    highestRating: 'PG' as const,
    position: 3,
  }
  const kind = { ...request, kindId: 1, standardPrice: 5.4, premiumPrice: 10.67 }

  expect(requestOf(fieldsOf(kind))).toEqual(request)
})

test.each([
  ['percent', '35', { standard: 2.84, premium: 5.6 }], // 2.835
  ['percent', '100', { standard: 8.1, premium: 16 }],
  ['percent', '101', null],
  ['fixed', '5', { standard: 5, premium: null }],
  ['fixed', '9', { standard: 8.1, premium: null }],
  ['fixed', 'five', null],
] as const)('%s %s costs what the server computes', (rule, amount, prices) => {
  expect(preview({ rule, amount }, table)).toEqual(prices)
})

test.each([
  ['amount', { amount: '0' }],
  ['amount', { amount: '100.1' }],
  ['amount', { rule: 'fixed' as const, amount: '5,50' }],
  ['startsBefore', { startsFrom: '17:00', startsBefore: '17:00' }],
  ['weekdays', { weekdays: [] }],
  ['position', { position: '-1' }],
  ['name', { name: ' ' }],
])('a wrong %s is told', (field, wrong) => {
  const fields = { ...fieldsOf(undefined), name: 'Child', amount: '50', ...wrong }

  expect(kindFields.safeParse(fields).error?.issues.map(({ path }) => path[0])).toEqual([field])
})
