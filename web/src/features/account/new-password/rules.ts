import { t } from '@lingui/core/macro'
import * as z from 'zod/mini'
import { isCommon } from '@/features/account/new-password/common-passwords'

/** What others know of whoever chooses a password. */
export type Personal = { email?: string | undefined; name?: string | undefined }

/**
 * What a new password must not be: what is guessed first. api/Auth/NewPasswords.cs says the same and has the last word;
 * cases.json beside it holds both to it.
 */
export const rules = {
  length: t`Use at least 10 characters.`,
  long: t`Use 128 characters at most.`,
  blank: t`Use more than spaces.`,
  repetition: t`Do not repeat one character or a short pattern.`,
  email: t`Leave your email address out, and parts of it.`,
  name: t`Leave your name out, and parts of it.`,
  product: t`Leave out what this site is called.`,
  common: t`This is one of the most common passwords, which are guessed first.`,
}

export type Rule = keyof typeof rules

const minimumLength = 10
const maximumLength = 128

export const newPassword = z
  .string()
  .check(z.minLength(minimumLength, rules.length), z.maxLength(maximumLength, rules.long))

/** Shorter ones are in too many good words. */
const shortestPart = 4

/** The rule that a password breaks; the list of common ones counts once it is here. */
export function brokenRule(password: string, { email, name }: Personal = {}): Rule | undefined {
  if (password.length < minimumLength) return 'length'
  if (password.length > maximumLength) return 'long'
  if (/^[\s\p{Cc}\p{Cf}]*$/u.test(password)) return 'blank'
  const small = password.normalize('NFKC').toLowerCase()
  if (isRepetition(small)) return 'repetition'
  if (holds(password, email?.split('@')[0])) return 'email'
  if (holds(password, name)) return 'name'
  if (letters(password).includes('moviebooking')) return 'product'
  if (isCommon(small.trim())) return 'common'
  return undefined
}

/** The rules as a check of a form, which knows more of the person than the field alone. */
export function mustHold<K extends string, F extends Record<K, string>>(
  field: K,
  personal: (form: F) => Personal,
): z.core.CheckFn<F> {
  return ({ value, issues }) => {
    const broken = brokenRule(value[field], personal(value))
    if (broken) {
      issues.push({ code: 'custom', path: [field], input: value[field], message: rules[broken] })
    }
  }
}

/** Twice or more: what repeats counts once, and would be too short by itself. */
function isRepetition(password: string): boolean {
  for (let period = 1; period < minimumLength && period * 2 <= password.length; period++) {
    if (password.slice(period) === password.slice(0, -period)) return true
  }
  return false
}

/** The whole, whatever stands between its letters; or one of its words by itself. */
function holds(password: string, text = ''): boolean {
  const whole = letters(text)
  if (whole.length >= shortestPart && letters(password).includes(whole)) return true
  const others = words(password)
  return words(text).some((word) => word.length >= shortestPart && others.includes(word))
}

const letters = (text: string) => plain(text).replace(/[^\p{L}\p{Nd}]/gu, '')
const words = (text: string) => plain(text).split(/[^\p{L}]+/u)

/** Small letters without their accents. */
const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
