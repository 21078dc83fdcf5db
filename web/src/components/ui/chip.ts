import clsx from 'clsx'

/** Classes of a filter chip: a link or button that is one choice of several. */
export function chipClass(current: boolean, className?: string): string {
  return clsx(
    'inline-flex min-h-11 shrink-0 items-center justify-center gap-1.5 rounded-lg border px-3.5 font-semibold whitespace-nowrap',
    'transition-colors duration-150',
    current
      ? 'border-accent bg-accent text-on-accent ' +
          // Where the system replaces colours, its own for what is chosen.
          'forced-colors:forced-color-adjust-none forced-colors:border-[Highlight] forced-colors:bg-[Highlight] forced-colors:text-[HighlightText]'
      : 'border-control hover:border-ink hover:bg-raised',
    className,
  )
}

/** A row of chips: on phones it scrolls sideways, so that filters do not push the page away. */
export const chipRow =
  'flex gap-2 py-1 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 [scrollbar-width:thin] sm:flex-wrap'
