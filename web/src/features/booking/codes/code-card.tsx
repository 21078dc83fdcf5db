import { t } from '@lingui/core/macro'
import { useRef, useState, type FormEvent, type ReactNode } from 'react'
import type { Reservation } from '@/api'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Problem, problemText } from '@/lib/api/problem'

export type CodeUse = {
  /** Nothing may change now: it is being paid, or booked. */
  busy: boolean
  error: Error | null
  onUse: (code: string, onDone: (booking: Reservation) => void) => void
  onRemove: (onDone: () => void) => void
}

type CodeCardProps = CodeUse & {
  id: string
  title: string
  label: string
  submitLabel: string
  removeLabel: string
  /** What the code that was used does; null: none was. */
  used: ReactNode
  onUsed: (booking: Reservation, code: string) => void
}

/** A code to type, or what the one does that was used. */
export function CodeCard(props: CodeCardProps) {
  const { id, title, label, submitLabel, removeLabel, used, busy, error, onUse, onUsed, onRemove } =
    props
  const heading = useRef<HTMLHeadingElement>(null)
  const [code, setCode] = useState('')
  const [isEmpty, setEmpty] = useState(false)
  // What had the focus is gone then.
  const refocus = () => heading.current?.focus()

  function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    setEmpty(code.trim() === '')
    if (code.trim() === '') return
    onUse(code, (booking) => {
      setCode('')
      onUsed(booking, code)
      refocus()
    })
  }

  return (
    <section aria-labelledby={id} className="grid grid-cols-1 gap-3">
      <h2 id={id} ref={heading} tabIndex={-1} className="text-xl">
        {title}
      </h2>
      {used !== null ? (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p>{used}</p>
          <Button busy={busy} onClick={() => onRemove(refocus)}>
            {removeLabel}
          </Button>
          {error && (
            <p role="alert" className="basis-full font-semibold text-danger">
              {problemText(error)}
            </p>
          )}
        </div>
      ) : (
        <form noValidate className="flex flex-wrap items-end gap-3" onSubmit={submit}>
          <div className="min-w-0 flex-[1_1_16rem]">
            <Field
              label={label}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={60}
              value={code}
              error={isEmpty ? t`Enter the code.` : error ? reason(error) : undefined}
              onChange={(event) => setCode(event.target.value)}
            />
          </div>
          <Button type="submit" busy={busy}>
            {submitLabel}
          </Button>
        </form>
      )}
    </section>
  )
}

/** What the server says of the code, or why it is not good here. */
function reason(error: Error): string {
  if (!(error instanceof Problem)) return problemText(error)
  return error.fields['code']?.[0] ?? problemText(error)
}
