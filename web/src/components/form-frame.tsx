import type { ReactNode } from 'react'
import { PageHeading } from '@/components/page-heading'
import { PosterStrip } from '@/components/poster-strip'

type FormFrameProps = { title: string; lead: string; children: ReactNode; other: ReactNode }

/** The pages at the door, each with one form, lit by the projector. */
export function FormFrame({ title, lead, children, other }: FormFrameProps) {
  return (
    <div className="relative">
      <div aria-hidden className="beam" />
      <div className="shell relative grid items-start gap-x-16 gap-y-8 pt-8 sm:pt-16 lg:grid-cols-[1fr_27rem]">
        <div className="grid gap-4 lg:pt-6">
          <PageHeading
            title={title}
            className="text-[clamp(2.75rem,8vw,6.5rem)] leading-[0.9] font-extrabold tracking-[-0.04em]"
          >
            {title}
          </PageHeading>
          <p className="max-w-[40ch] text-lg text-muted sm:text-xl">{lead}</p>
          <div className="mt-8 hidden lg:block">
            <PosterStrip />
          </div>
        </div>
        <div className="grid gap-5 rounded-2xl border border-line bg-surface p-6 sm:p-8">
          {children}
          <div className="border-t border-line pt-5">{other}</div>
        </div>
      </div>
    </div>
  )
}

export function FormError({ message }: { message: string | undefined }) {
  return (
    <p role="alert" className="font-semibold text-danger empty:hidden">
      {message}
    </p>
  )
}
