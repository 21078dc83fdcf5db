import { t } from '@lingui/core/macro'
import { FileButton, type ReadFile } from '@/features/admin/export/file-button'

/** Saves a report on paper. */
export function PdfButton({ read }: { read: ReadFile<Blob> }) {
  return (
    <FileButton read={read} type="application/pdf">
      {t`Save as PDF`}
    </FileButton>
  )
}
