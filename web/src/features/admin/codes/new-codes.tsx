import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Download } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { saveFile } from '@/lib/browser/save-file'

type NewCodesProps = { name: string; codes: string[]; file: string; onDone: () => void }

/** The one time that codes can be read. */
export function NewCodes({ name, codes, file, onDone }: NewCodesProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  // It takes the place of a form, and of the button that had the focus.
  useEffect(() => heading.current?.focus(), [])

  return (
    <section
      aria-labelledby="new-codes"
      className="grid max-w-4xl grid-cols-1 gap-4 rounded-2xl border-2 border-accent bg-surface p-6"
    >
      <h2 id="new-codes" ref={heading} tabIndex={-1} className="text-2xl wrap-anywhere">
        {plural(codes.length, { one: 'The code of', other: 'The codes of' })} {name}
      </h2>
      <p>
        {plural(codes.length, {
          one: 'Keep it now: it is not shown again. Whoever has it can use it.',
          other: 'Keep them now: they are not shown again. Whoever has one can use it.',
        })}
      </p>
      <ul
        aria-label={t`Codes`}
        // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- Keys scroll only what has focus.
        tabIndex={0}
        className="max-h-60 overflow-y-auto rounded-lg bg-raised p-3 font-mono select-all"
      >
        {codes.map((code) => (
          <li key={code} className="break-all">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-3">
        <Button
          look="primary"
          onClick={() =>
            saveFile(['code', ...codes, ''].join('\r\n'), 'text/csv;charset=utf-8', file)
          }
        >
          <Download aria-hidden className="size-4" />
          <Trans>Save as CSV</Trans>
        </Button>
        <Button onClick={onDone}>
          <Trans>I have them</Trans>
        </Button>
      </div>
    </section>
  )
}
