import type { ReactNode } from 'react'
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form'
import type { Session } from '@/api'
import { FormError } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { showProblem } from '@/lib/api/form-problem'
import { Problem } from '@/lib/api/problem'
import { signedIn } from '@/lib/session/session'

export type StartSession<T> = (body: T) => Promise<{ data: Session }>

type SessionFormProps<T extends FieldValues> = {
  form: UseFormReturn<T>
  start: StartSession<T>
  fields: readonly Path<T>[]
  /** Takes a refusal that is no fault of the fields. */
  takesProblem?: (problem: Problem) => boolean
  action: string
  busyAction: string
  children: ReactNode
}

/** A form whose answer is a session: whoever fills it in is then signed in, here and in the other tabs. */
export function SessionForm<T extends FieldValues>({
  form,
  start,
  fields,
  takesProblem,
  action,
  busyAction,
  children,
}: SessionFormProps<T>) {
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (body) => {
    try {
      const { data } = await start(body)
      signedIn(data)
    } catch (error) {
      if (!(error instanceof Problem && takesProblem?.(error))) {
        showProblem(error, form.setError, fields)
      }
    }
  })

  return (
    <form noValidate className="grid gap-5" onSubmit={(event) => void submit(event)}>
      <FormError message={errors.root?.message} />
      {children}
      <Button type="submit" look="primary" busy={isSubmitting}>
        {isSubmitting ? busyAction : action}
      </Button>
    </form>
  )
}
