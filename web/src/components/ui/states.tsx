import { Trans } from '@lingui/react/macro'
import clsx from 'clsx'
import { RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { problemMessage } from '@/lib/api/problem'

/** A grey shape where content is about to be. The region around it says what is loading. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={clsx('shimmer', className)} />
}

/**
 * Says to screen readers that something is on its way, and holds the skeletons. Where it stands for a whole
 * page, what it says is that page's heading.
 */
export function Loading({
  label,
  page,
  children,
  className,
}: {
  label: string
  page?: boolean
  children: ReactNode
  className?: string
}) {
  const Label = page ? 'h1' : 'span'
  return (
    <div role="status" className={className}>
      <Label className="sr-only">{label}</Label>
      {children}
    </div>
  )
}

/** What went wrong, in the words of the problem, and the way on. */
export function ErrorPanel({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { title, detail } = problemMessage(error)
  return (
    <div role="alert" className="rounded-2xl border border-danger bg-surface p-6 sm:p-8">
      <h2 className="text-2xl">{title}</h2>
      {detail && <p className="mt-2 max-w-prose text-muted">{detail}</p>}
      {onRetry && (
        <Button className="mt-5" onClick={onRetry}>
          <RotateCw aria-hidden className="size-4" />
          <Trans>Try again</Trans>
        </Button>
      )}
    </div>
  )
}

/** Nothing to show, why, and where to go instead. */
export function EmptyPanel({
  title,
  children,
  action,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="rounded-2xl border border-dashed border-control p-8 text-center sm:p-12">
      <h2 className="text-2xl">{title}</h2>
      {children && <div className="mx-auto mt-2 max-w-prose text-muted">{children}</div>}
      {action && <div className="mt-5 flex justify-center">{action}</div>}
    </div>
  )
}
