import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { FileButton, type ReadFile } from '@/features/admin/export/file-button'

/** The mark by which Excel knows UTF-8; reading an answer as text takes it away. */
const byteOrderMark = '\uFEFF'

type CsvButtonProps = {
  read: ReadFile<string>
  /** What the file is of, where a page has several. */
  title?: string
}

/** Saves a list as a file for a spreadsheet. */
export function CsvButton({ read, title }: CsvButtonProps) {
  return (
    <FileButton
      read={read}
      type="text/csv;charset=utf-8"
      content={(data) => byteOrderMark + data.replace(/^\uFEFF/, '')}
    >
      {title === undefined ? (
        t`Export CSV`
      ) : (
        <Trans>
          Export CSV<span className="sr-only"> of {title}</span>
        </Trans>
      )}
    </FileButton>
  )
}
