import { useEffect, useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react'
import { takeHeadingFocus, wantHeadingFocus } from '@/lib/browser/heading-focus'

type PageHeadingProps = {
  children: ReactNode
  /** The document's title; the heading's own text when it is plain. */
  title: string
  className?: string
  /** For whoever has to send focus here while the page stays. */
  ref?: RefObject<HTMLHeadingElement | null>
}

/** The one h1 of a page: names the document and receives focus after a navigation. */
export function PageHeading({ children, title, className, ref }: PageHeadingProps) {
  const own = useRef<HTMLHeadingElement>(null)
  const heading = ref ?? own

  useEffect(() => {
    document.title = `${title} · MovieBooking`
  }, [title])

  // Where a page that was loading, or was hidden while it waits, gives way, focus goes on to the heading that is shown then.
  useLayoutEffect(() => {
    const shown = heading.current
    if (takeHeadingFocus()) shown?.focus({ preventScroll: true })
    return () => {
      if (shown !== null && shown === document.activeElement) wantHeadingFocus()
    }
  }, [heading])

  return (
    <h1
      ref={heading}
      tabIndex={-1}
      className={className ?? 'text-[clamp(2.25rem,5vw,3.5rem)] leading-none font-extrabold'}
    >
      {children}
    </h1>
  )
}
