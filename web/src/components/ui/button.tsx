import clsx from 'clsx'
import type { ComponentProps } from 'react'

type Look = 'primary' | 'secondary' | 'quiet' | 'danger'

const looks: Record<Look, string> = {
  // The transparent border shows where the system replaces colours (forced-colors).
  primary: 'border border-transparent bg-accent text-on-accent hover:brightness-110',
  secondary: 'border border-control hover:border-ink hover:bg-raised',
  quiet: 'hover:bg-raised',
  danger: 'border border-danger text-danger hover:bg-danger hover:text-background',
}

/** Classes of a button, for links that lead on like one. */
export function buttonClass(look: Look = 'secondary', className?: string): string {
  return clsx(
    'inline-flex min-h-11 items-center justify-center gap-2 rounded-lg px-4 py-2 text-center font-semibold',
    'transition-[background-color,border-color,filter] duration-150',
    'aria-disabled:opacity-55 disabled:opacity-55',
    looks[look],
    className,
  )
}

type ButtonProps = ComponentProps<'button'> & { look?: Look; busy?: boolean }

/** While `busy` it stays focusable and keeps its name, but does nothing. */
export function Button({ look, busy, className, onClick, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={buttonClass(look, className)}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
      {...rest}
    />
  )
}
