import { t } from '@lingui/core/macro'
import * as z from 'zod/mini'

/** Why seats are kept back, and until when by the cinema's clock: without a day until the show starts. */
export const blockFields = z.object({
  reason: z
    .string()
    .check(z.trim(), z.minLength(1, t`Say why.`), z.maxLength(100, t`100 characters at most.`)),
  day: z.string(),
  time: z.string(),
})

export type BlockFields = z.infer<typeof blockFields>
