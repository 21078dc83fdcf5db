import * as z from 'zod/mini'

/** The rules of the forms; the server has the last word. */
export const email = z
  .string()
  .check(z.trim(), z.regex(/^[^\s@]+@[^\s@]+$/, 'Enter an email address, like name@example.com.'))

export const displayName = z
  .string()
  .check(z.trim(), z.minLength(1, 'Enter a name.'), z.maxLength(100, 'Use 100 characters at most.'))

export const newPassword = z
  .string()
  .check(
    z.minLength(10, 'Use at least 10 characters.'),
    z.maxLength(128, 'Use 128 characters at most.'),
  )

export const knownPassword = z.string().check(z.minLength(1, 'Enter your password.'))

/** A booking's reference, however it was copied: in small letters, with blanks or dashes. */
export const reference = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text: string) => text.replaceAll(/[\s-]/g, '').toUpperCase()),
  ),
  z.string().check(z.regex(/^[0-9A-Z]{6,20}$/, 'Enter the reference: ten letters and digits.')),
)
