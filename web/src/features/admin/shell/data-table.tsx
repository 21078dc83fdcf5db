import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

type DataTableProps = { caption: string; head: ReactNode; children: ReactNode; busy?: boolean }

/** A table that scrolls sideways where it does not fit; the group lets keys do that, too. Not a region: a page may have many. */
export function DataTable({ caption, head, children, busy }: DataTableProps) {
  return (
    <div
      role="group"
      aria-label={caption}
      aria-busy={busy}
      // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- Keys scroll only what has focus.
      tabIndex={0}
      // Positioned, so that what is only for screen readers does not widen the page.
      className="relative overflow-x-auto rounded-xl border border-line bg-surface"
    >
      <table className="w-full border-collapse text-left">
        <caption className="sr-only">{caption}</caption>
        <thead className="text-sm text-muted">
          <tr>{head}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}

type CellProps = { numeric?: boolean }

export function Head({ numeric, className, ...rest }: CellProps & ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      className={clsx(
        'px-4 py-3 font-semibold whitespace-nowrap',
        numeric && 'text-right',
        className,
      )}
      {...rest}
    />
  )
}

export function RowHead({ className, ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope="row"
      className={clsx('border-t border-line px-4 py-2.5 font-semibold', className)}
      {...rest}
    />
  )
}

export function Cell({ numeric, className, ...rest }: CellProps & ComponentProps<'td'>) {
  return (
    <td
      className={clsx('border-t border-line px-4 py-2.5', numeric && 'text-right', className)}
      {...rest}
    />
  )
}
