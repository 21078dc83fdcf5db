import { t } from '@lingui/core/macro'
import * as z from 'zod/mini'

export const code = z.string().check(z.trim(), z.minLength(1, t`Enter a code.`))
