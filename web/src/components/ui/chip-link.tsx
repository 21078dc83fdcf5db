import { createLink } from '@tanstack/react-router'
import type { ComponentProps } from 'react'
import { chipClass } from '@/components/ui/chip'

type ChipAnchorProps = ComponentProps<'a'> & {
  current: boolean
  currentAs?: 'true' | 'date' | 'page'
}

/**
 * The router calls a link current when its address is. A filter may be in force without standing in the
 * address (the remembered cinema), so `current` alone decides here.
 */
function ChipAnchor({
  current,
  currentAs = 'true',
  className,
  children,
  ...anchor
}: ChipAnchorProps) {
  return (
    <a
      {...anchor}
      aria-current={current ? currentAs : undefined}
      className={chipClass(current, className)}
    >
      {children}
    </a>
  )
}

/** A filter chip that leads to an address. */
export const ChipLink = createLink(ChipAnchor)
