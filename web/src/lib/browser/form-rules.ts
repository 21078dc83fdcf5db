import { t } from '@lingui/core/macro'
import * as z from 'zod/mini'

/** The rules of the forms; the server has the last word. */
export const email = z.string().check(
  z.trim(),
  z.regex(/^[^\s@]+@[^\s@]+$/, {
    error: t`Enter an email address, like name@example.org.`,
    abort: true,
  }),
  z.regex(/^[!-~]+@/, {
    error: t`Use only unaccented letters, digits and signs before the @; mail to others does not arrive everywhere.`,
    abort: true,
  }),
  z.refine((address: string) => isDomain(address.split('@')[1] ?? ''), {
    error: t`Enter the full name of a domain after the @, like example.org.`,
  }),
)

/** In any script and with the dots of any (UTS 46), as a browser reads it: the server turns it into its ASCII form. */
const isDomain = (name: string) => {
  const labels = name.split(/[.\u3002\uff0e\uff61]/)
  return (
    labels.length > 1 &&
    labels.every((label) => /^[^/:?#\\[\]]+$/.test(label)) &&
    URL.canParse(`https://${name}`)
  )
}

export const displayName = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, t`Enter a name.`),
    z.maxLength(100, t`Use 100 characters at most.`),
  )

export const knownPassword = z.string().check(z.minLength(1, t`Enter your password.`))

/** A booking's reference, however it was copied: in small letters, with blanks or dashes. */
export const reference = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text: string) => text.replaceAll(/[\s-]/g, '').toUpperCase()),
  ),
  z.string().check(z.regex(/^[0-9A-Z]{6,20}$/, t`Enter the reference: ten letters and digits.`)),
)
