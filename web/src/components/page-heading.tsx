import clsx from 'clsx'
import { useEffect, useRef, type ReactNode } from 'react'
import { takeHeadingFocus } from '@/lib/heading-focus'

type PageHeadingProps = {
  children: ReactNode
  /** The document's title; the heading's own text when it is plain. */
  title: string
  className?: string
}

/** The one h1 of a page: names the document and receives focus after a navigation. */
export function PageHeading({ children, title, className }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null)

  useEffect(() => {
    document.title = `${title} · MovieBooking`
  }, [title])

  useEffect(() => {
    if (takeHeadingFocus()) heading.current?.focus({ preventScroll: true })
  }, [])

  return (
    <h1
      ref={heading}
      tabIndex={-1}
      className={clsx(className ?? 'text-[clamp(2.25rem,5vw,3.5rem)] leading-none font-extrabold')}
    >
      {children}
    </h1>
  )
}
