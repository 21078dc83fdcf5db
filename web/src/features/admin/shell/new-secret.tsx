import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { notify } from '@/lib/browser/notices'

type NewSecretProps = { title: string; lead: string; secret: string; onDone: () => void }

/** The one time that a secret can be read. */
export function NewSecret({ title, lead, secret, onDone }: NewSecretProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  // It takes the place of a form, and of the button that had the focus.
  useEffect(() => heading.current?.focus(), [])

  async function copy() {
    try {
      await navigator.clipboard.writeText(secret)
      notify(t`It is copied.`)
    } catch {
      notify(t`It cannot be copied here: select it instead.`, 'danger')
    }
  }

  return (
    <section
      aria-labelledby="new-secret"
      className="grid max-w-4xl grid-cols-1 gap-4 rounded-2xl border-2 border-accent bg-surface p-6"
    >
      <h2 id="new-secret" ref={heading} tabIndex={-1} className="text-2xl wrap-anywhere">
        {title}
      </h2>
      <p>{lead}</p>
      <p className="rounded-lg bg-raised p-3 font-mono break-all select-all">{secret}</p>
      <div className="flex flex-wrap gap-3">
        <Button look="primary" onClick={() => void copy()}>
          <Trans>Copy</Trans>
        </Button>
        <Button onClick={onDone}>
          <Trans>I have it</Trans>
        </Button>
      </div>
    </section>
  )
}
