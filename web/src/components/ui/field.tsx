import { clsx } from 'clsx'
import { useId, type ComponentProps, type ReactNode } from 'react'

const control =
  'min-h-11 w-full rounded-lg border border-control bg-surface px-3 text-ink placeholder:text-muted ' +
  'aria-invalid:border-2 aria-invalid:border-danger ' +
  'file:my-1 file:mr-3 file:min-h-8.5 file:rounded-md file:bg-raised file:px-3 file:font-semibold file:text-ink'

type FieldProps = { label: string; hint?: string | undefined; error?: string | undefined }

type HintProps = {
  /** For a hint that changes while one types: it is spoken then, politely; a wrong one looks like an error. */
  hintStatus?: 'plain' | 'wrong'
}

/** A labelled input with its hint and its error, tied together for assistive technology. */
export function Field({
  label,
  hint,
  hintStatus,
  error,
  ...input
}: FieldProps & HintProps & ComponentProps<'input'>) {
  const id = useId()
  return (
    <div className="grid grid-cols-1 gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      {hint && (
        <p
          id={`${id}-hint`}
          role={hintStatus && 'status'}
          className={clsx(
            'text-sm',
            hintStatus === 'wrong' ? 'font-semibold text-danger' : 'text-muted',
          )}
        >
          {hint}
        </p>
      )}
      <input
        id={id}
        className={control}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
        {...input}
      />
      {error && (
        <p id={`${id}-error`} className="text-sm font-semibold text-danger">
          {error}
        </p>
      )}
    </div>
  )
}

type SelectProps = {
  label: string
  hideLabel?: boolean
  error?: string | undefined
  children: ReactNode
} & ComponentProps<'select'>

export function SelectField({ label, hideLabel, error, children, ...select }: SelectProps) {
  const id = useId()
  return (
    <div className="grid grid-cols-1 gap-1.5">
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'font-semibold'}>
        {label}
      </label>
      <select
        id={id}
        className={control}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, undefined, error)}
        {...select}
      >
        {children}
      </select>
      {error && (
        <p id={`${id}-error`} className="text-sm font-semibold text-danger">
          {error}
        </p>
      )}
    </div>
  )
}

/** A labelled text of several lines. */
export function TextField({
  label,
  hint,
  error,
  ...text
}: FieldProps & ComponentProps<'textarea'>) {
  const id = useId()
  return (
    <div className="grid grid-cols-1 gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      <textarea
        id={id}
        rows={4}
        className={`${control} py-2`}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
        {...text}
      />
      {error && (
        <p id={`${id}-error`} className="text-sm font-semibold text-danger">
          {error}
        </p>
      )}
    </div>
  )
}

function describedBy(id: string, hint?: string, error?: string): string | undefined {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}
