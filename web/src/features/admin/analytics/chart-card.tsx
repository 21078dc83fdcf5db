import { Trans } from '@lingui/react/macro'
import { useId, type ReactNode } from 'react'

type ChartCardProps = { title: string; chart: ReactNode; table: ReactNode; className?: string }

/** A chart, and the numbers it is drawn from as a table behind it. The drawing itself is decoration. */
export function ChartCard({ title, chart, table, className }: ChartCardProps) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className={`grid grid-cols-1 content-start gap-4 rounded-xl border border-line bg-surface p-4 sm:p-5 ${className ?? ''}`}
    >
      <h2 id={id} className="text-xl">
        {title}
      </h2>
      <div aria-hidden>{chart}</div>
      <details>
        <summary className="link inline-flex min-h-11 items-center font-semibold">
          <Trans>
            The numbers<span className="sr-only"> of {title}</span>
          </Trans>
        </summary>
        <div className="mt-2">{table}</div>
      </details>
    </section>
  )
}
