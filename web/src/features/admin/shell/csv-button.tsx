import { t } from '@lingui/core/macro'
import { FileButton, type ReadFile } from '@/features/admin/shell/file-button'

/** The mark by which Excel knows UTF-8; reading an answer as text takes it away. */
const byteOrderMark = '\uFEFF'

/** Saves a list as a file for a spreadsheet. */
export function CsvButton({ read }: { read: ReadFile<string> }) {
  return (
    <FileButton
      read={read}
      type="text/csv;charset=utf-8"
      content={(data) => byteOrderMark + data.replace(/^\uFEFF/, '')}
    >
      {t`Export CSV`}
    </FileButton>
  )
}
