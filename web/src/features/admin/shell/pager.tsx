import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Button } from '@/components/ui/button'

type PagerProps = {
  page: number
  pageSize: number
  total: number
  onPage: (page: number) => void
  /** Where a page of the app has more than one. */
  label?: string
}

/** Which rows these are, and the pages before and after. */
export function Pager({ page, pageSize, total, onPage, label = t`Pages` }: PagerProps) {
  const last = Math.max(1, Math.ceil(total / pageSize))
  const first = (page - 1) * pageSize + 1
  return (
    <nav aria-label={label} className="flex flex-wrap items-center gap-3">
      <p role="status" className="mr-auto text-muted">
        {first > total
          ? t`None here; ${total} in all`
          : t`${first} to ${Math.min(total, page * pageSize)} of ${total}`}
      </p>
      {last > 1 && (
        <>
          <Button busy={page <= 1} onClick={() => onPage(Math.min(page - 1, last))}>
            <ChevronLeft aria-hidden className="size-4" />
            <Trans>Previous</Trans>
          </Button>
          <Button busy={page >= last} onClick={() => onPage(page + 1)}>
            <Trans>Next</Trans>
            <ChevronRight aria-hidden className="size-4" />
          </Button>
        </>
      )}
    </nav>
  )
}
