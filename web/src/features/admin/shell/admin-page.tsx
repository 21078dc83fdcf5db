import type { ReactNode } from 'react'
import { PageHeading } from '@/components/page-heading'

type AdminPageProps = { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode }

/** The frame of a manager's page: a heading, what one can do, and room for dense content. */
export function AdminPage({ title, lead, actions, children }: AdminPageProps) {
  return (
    <div className="mx-auto grid w-full max-w-[110rem] grid-cols-1 gap-6 px-[clamp(1rem,3vw,2.5rem)] pt-6 sm:pt-8">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div>
          <PageHeading title={title} className="text-[clamp(1.875rem,4vw,2.75rem)] font-extrabold">
            {title}
          </PageHeading>
          {lead && <p className="mt-1.5 text-muted">{lead}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      {children}
    </div>
  )
}
