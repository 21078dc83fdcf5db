import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test, vi } from 'vitest'
import cases from '@/features/account/new-password/cases.json'
import { loadCommonPasswords } from '@/features/account/new-password/common-passwords'
import { brokenRule } from '@/features/account/new-password/rules'

beforeAll(async () => {
  const list = await readFile('src/features/account/new-password/common-passwords.bin')
  vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(new Uint8Array(list)))
  await loadCommonPasswords()
})

test.each(cases)('$password ($email, $name): $broken', ({ password, email, name, broken }) => {
  expect(brokenRule(password, { email, name }) ?? null).toBe(broken)
})

test('what is too long is said', () => {
  expect(brokenRule('a good password '.repeat(9))).toBe('long')
})
