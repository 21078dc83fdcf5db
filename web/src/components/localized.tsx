import type { ReactNode } from 'react'
import { foreignLanguage } from '@/lib/format/reader'

/** Words in the reader's language, a day or a duration: marked as such where the page's own is another. */
export function Localized({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <span lang={foreignLanguage()} className={className}>
      {children}
    </span>
  )
}
