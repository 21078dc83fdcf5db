import * as z from 'zod/mini'

const whole = (name: string, most: number) =>
  z
    .string()
    .check(
      z.refine(
        (text) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= most,
        `${name}: a whole number from 1 to ${most.toLocaleString('en')}.`,
      ),
    )

/** How a waiting room lets people in; the server has the last word. */
export const waitingRoomFields = z.object({
  admissionsPerMinute: whole('People a minute', 10_000),
  bookingMinutes: whole('Minutes to book', 1_440),
})
