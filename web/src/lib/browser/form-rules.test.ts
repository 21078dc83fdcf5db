import { expect, test } from 'vitest'
import { email } from '@/lib/browser/form-rules'

const complaint = (typed: string) =>
  email.safeParse(typed).error?.issues.map(({ message }) => message)

test.each([
  'user@example.org',
  ' user@example.org ',
  'user+tag@exämple.org',
  'user@xn--exmple-cua.org',
  'user@例え。テスト',
  'user@ｅｘａｍｐｌｅ．ｏｒｇ',
  'user@💩.la',
])('%s is taken', (typed) => {
  expect(complaint(typed)).toBeUndefined()
})

test.each([
  ['', 'like name@example.org'],
  ['nobody', 'like name@example.org'],
  ['us er@example.org', 'like name@example.org'],
  ['two@at@example.org', 'like name@example.org'],
  ['üser@example.org', 'before the @'],
  ['ｕｓｅｒ@example.org', 'before the @'],
  ['user@example', 'after the @'],
  ['user@example.org.', 'after the @'],
  ['user@example..org', 'after the @'],
  ['user@exam/ple.org', 'after the @'],
  ['user@xn--a.org', 'after the @'],
])('%s is told what is in the way', (typed, words) => {
  expect(complaint(typed)).toEqual([expect.stringContaining(words)])
})
