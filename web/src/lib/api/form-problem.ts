import type { FieldValues, Path, UseFormSetError } from 'react-hook-form'
import { Problem, problemText } from '@/lib/api/problem'

/** Puts what the server says about a field beside that field, and the rest above the form. */
export function showProblem<T extends FieldValues>(
  error: unknown,
  setError: UseFormSetError<T>,
  fields: readonly Path<T>[],
): void {
  let placed = false
  if (error instanceof Problem) {
    for (const field of fields) {
      const message = error.fields[field]?.[0]
      if (message === undefined) continue
      setError(field, { message }, { shouldFocus: !placed })
      placed = true
    }
  }
  if (!placed) setError('root', { message: problemText(error) })
}
