import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { notify } from '@/lib/browser/notices'
import { saveFile } from '@/lib/browser/save-file'

/** The one time that recovery codes can be read. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const text = `${codes.join('\n')}\n`
  // It takes the place of a form, and of the button that had the focus.
  useEffect(() => heading.current?.focus(), [])

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      notify(t`The codes are copied.`)
    } catch {
      notify(t`They cannot be copied here: select them instead.`, 'danger')
    }
  }

  return (
    <div className="grid grid-cols-1 gap-4">
      <h3 ref={heading} tabIndex={-1} className="text-xl">
        <Trans>Your recovery codes</Trans>
      </h3>
      <p>
        <Trans>
          Each lets you in once without your phone. Keep them where you find them when it is lost:
          they are not shown again.
        </Trans>
      </p>
      <ul className="grid gap-2 rounded-lg bg-raised p-3 font-mono text-sm leading-tight select-all">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-3">
        <Button look="primary" onClick={() => void copy()}>
          <Trans>Copy</Trans>
        </Button>
        <Button onClick={() => saveFile(text, 'text/plain', 'moviebooking-recovery-codes.txt')}>
          <Trans>Download</Trans>
        </Button>
        <Button onClick={onDone}>
          <Trans>I have them</Trans>
        </Button>
      </div>
    </div>
  )
}
