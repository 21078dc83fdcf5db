import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'

type BlockFieldProps = {
  /** How many seats can be had. */
  free: number
  onWanted: (count: number) => void
}

/** How many people come: the best seats for as many as the screen has. */
export function BlockField({ free, onWanted }: BlockFieldProps) {
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string>()

  function choose() {
    const count = Number(typed)
    if (!Number.isSafeInteger(count) || count < 1) return setError(t`Write how many.`)
    if (count > free) {
      return setError(
        plural(free, { one: 'Only # seat is free.', other: 'Only # seats are free.' }),
      )
    }
    setError(undefined)
    onWanted(count)
  }

  return (
    <div className="flex flex-wrap items-end gap-2">
      <div className="min-w-32 flex-1">
        <Field
          label={t`How many people`}
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          maxLength={4}
          error={error}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            // The form is about the group; this is about its seats.
            if (event.key !== 'Enter') return
            event.preventDefault()
            choose()
          }}
        />
      </div>
      <Button onClick={choose}>
        <Trans>Best seats</Trans>
      </Button>
    </div>
  )
}
