import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { MyCinemaToggle } from '@/features/movies/cinemas/my-cinema-toggle'
import { cinemas } from '@/features/movies/queries'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'

const grid = 'grid gap-4 sm:grid-cols-[repeat(auto-fit,minmax(13rem,1fr))]'

/** Where the houses are, each with the way to what plays there. */
export function CinemaCards({ level }: { level: 'h2' | 'h3' }) {
  const { data, isError, error, refetch } = useQuery(cinemas)
  const Name = level
  if (isError) return <ErrorPanel error={error} onRetry={() => void refetch()} />
  if (!data) {
    return (
      <Loading label={t`Loading cinemas`} className={grid}>
        <Skeleton className="h-44" />
        <Skeleton className="h-44" />
        <Skeleton className="h-44" />
      </Loading>
    )
  }
  return (
    <ul className={grid}>
      {data.items.map((cinema) => (
        <li key={cinema.cinemaId} className="grid content-between gap-4 rounded-xl bg-surface p-5">
          <div>
            <Name className="text-xl">
              <Link
                to="/cinemas/$cinemaId"
                params={{ cinemaId: String(cinema.cinemaId) }}
                className="link inline-flex min-h-11 items-center"
              >
                {cinema.name}
              </Link>
            </Name>
            <p className="text-sm text-muted">{cinema.address}</p>
            <p className="text-sm text-muted">{cinema.city}</p>
          </div>
          <MyCinemaToggle cinemaId={cinema.cinemaId} name={cinema.name} />
        </li>
      ))}
    </ul>
  )
}
