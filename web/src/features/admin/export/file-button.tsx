import { Download } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { notify } from '@/lib/browser/notices'
import { problemText } from '@/lib/api/problem'
import { saveFile } from '@/lib/browser/save-file'

/** A file as it is read: its content, and the answer that names it. */
export type ReadFile<T extends BlobPart> = () => Promise<{ data: T; response: Response }>

type FileButtonProps<T extends BlobPart> = {
  read: ReadFile<T>
  type: string
  children: ReactNode
  /** What is saved of what was read: all of it, unless given. */
  content?: (data: T) => BlobPart
}

/** Saves a file of the API under the name that the server gives it. */
export function FileButton<T extends BlobPart>({
  read,
  type,
  children,
  content = (data) => data,
}: FileButtonProps<T>) {
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      const { data, response } = await read()
      saveFile(content(data), type, nameOf(response))
    } catch (error) {
      notify(problemText(error), 'danger')
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button busy={busy} onClick={() => void save()}>
      <Download aria-hidden className="size-4" />
      {children}
    </Button>
  )
}

function nameOf(response: Response): string {
  const disposition = response.headers.get('Content-Disposition') ?? ''
  return /filename="?([^";]+)/.exec(disposition)?.[1] ?? 'export'
}
