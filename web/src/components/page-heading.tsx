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

  useEffect(() => {
    if (takeHeadingFocus()) heading.current?.focus({ preventScroll: true })
  }, [heading])

  // A page that was loading gives way to the one that has its answer: focus goes on to that one's heading.
  useLayoutEffect(() => {
    const shown = heading.current
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
