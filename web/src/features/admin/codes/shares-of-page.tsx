import { ShareBars, type Share } from '@/features/admin/analytics/share-bars'

type SharesOfPageProps = { title: string; shares: Share[] }

/** What the table below tells, as a picture: decoration for whoever reads the table, and nothing while there is nothing to compare. */
export function SharesOfPage({ title, shares }: SharesOfPageProps) {
  const some = shares.filter(({ amount }) => amount > 0)
  if (some.length === 0) return null
  return (
    <div
      aria-hidden
      className="grid grid-cols-1 gap-4 rounded-xl border border-line bg-surface p-4 sm:p-5"
    >
      <p className="text-xl font-semibold">{title}</p>
      <ShareBars shares={some} />
    </div>
  )
}
