import { t } from '@lingui/core/macro'
import type { UseFormSetError } from 'react-hook-form'
import * as z from 'zod/mini'
import { showProblem } from '@/lib/api/form-problem'
import { Problem } from '@/lib/api/problem'
import { dayOf } from '@/lib/format/dates'
import { clockValue, momentsOf } from '@/lib/time/zone-time'

/** Who comes, how to reach them, and until when their seats are kept, by the cinema’s clock. */
export const groupFields = z.object({
  name: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, t`Say who comes.`),
      z.maxLength(100, t`100 characters at most.`),
    ),
  contact: z.string().check(z.trim(), z.maxLength(254, t`254 characters at most.`)),
  day: z.string().check(z.minLength(1, t`Choose a day.`)),
  time: z.string().check(z.minLength(1, t`Choose a time.`)),
})

export type GroupFields = z.infer<typeof groupFields>

/** What the API takes of it. An end that the clocks skip is none: the server says so. */
export function toBody({ name, contact, day, time }: GroupFields, zone: string) {
  return {
    name,
    until: momentsOf(day, time, zone)[0] ?? '',
    ...(contact !== '' && { contact }),
  }
}

export const endFields = (until: string) => ({ day: dayOf(until), time: clockValue(until) })

/** Puts what the server says beside its field; its end is a day and a time here. */
export function showGroupProblem(error: unknown, setError: UseFormSetError<GroupFields>) {
  const until = error instanceof Problem ? error.fields['until']?.[0] : undefined
  if (until === undefined) showProblem(error, setError, ['name', 'contact'])
  else setError('day', { message: until }, { shouldFocus: true })
}
