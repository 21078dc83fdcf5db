import * as z from 'zod/mini'

const line = (most: number, what: string) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(1, `Enter ${what}.`),
      z.maxLength(most, `Use ${most} characters at most.`),
    )

/** A cinema as the form holds it; the server has the last word. */
export const cinemaFields = z.object({
  name: line(100, 'a name'),
  address: line(200, 'an address'),
  city: line(100, 'a city'),
  timeZone: line(64, 'a time zone'),
})

export const screenFields = z.object({
  name: line(50, 'a name'),
  format: z.enum(['2D', '3D', 'IMAX']),
})
