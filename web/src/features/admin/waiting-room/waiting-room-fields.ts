import { t } from '@lingui/core/macro'
import * as z from 'zod/mini'
import { formatCount } from '@/lib/format/number'

const whole = (name: string, most: number) =>
  z
    .string()
    .check(
      z.refine(
        (text) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= most,
        t`${name}: a whole number from 1 to ${formatCount(most)}.`,
      ),
    )

/** How a waiting room lets people in; the server has the last word. */
export const waitingRoomFields = z.object({
  admissionsPerMinute: whole(t`People a minute`, 10_000),
  bookingMinutes: whole(t`Minutes to book`, 1_440),
})
