import { Trans } from '@lingui/react/macro'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { notify } from '@/lib/browser/notices'
import { problemText } from '@/lib/api/problem'
import { saveFile } from '@/lib/browser/save-file'

/** The mark by which Excel knows UTF-8; reading an answer as text takes it away. */
const byteOrderMark = '\uFEFF'

type CsvButtonProps = {
  /** Reads the file; the answer's `data` is its text. */
  read: () => Promise<{ data: string; response: Response }>
}

/** Saves a list as a file for a spreadsheet, under the name that the server gives it. */
export function CsvButton({ read }: CsvButtonProps) {
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      const { data, response } = await read()
      saveFile(
        byteOrderMark + data.replace(/^\uFEFF/, ''),
        'text/csv;charset=utf-8',
        nameOf(response),
      )
    } catch (error) {
      notify(problemText(error), 'danger')
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button busy={busy} onClick={() => void save()}>
      <Download aria-hidden className="size-4" />
      <Trans>Export CSV</Trans>
    </Button>
  )
}

function nameOf(response: Response): string {
  const disposition = response.headers.get('Content-Disposition') ?? ''
  return /filename="?([^";]+)/.exec(disposition)?.[1] ?? 'export.csv'
}
