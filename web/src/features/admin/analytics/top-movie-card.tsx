import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { scaleLinear } from '@visx/scale'
import { LinePath } from '@visx/shape'
import { Link } from '@tanstack/react-router'
import clsx from 'clsx'
import { Medal } from 'lucide-react'
import type { ReactNode } from 'react'
import type { TopMovie } from '@/api'
import { formatPercent, formatScore, occupancyBand } from '@/features/admin/analytics/figures'
import { SalesTable } from '@/features/admin/analytics/sales-table'
import { Poster } from '@/components/poster'
import { formatDate } from '@/lib/format/dates'
import { formatMoney } from '@/lib/format/money'
import { formatCount } from '@/lib/format/number'

const medals = [t`Gold`, t`Silver`, t`Bronze`]
const bands = {
  high: { words: t`Full house`, look: 'bg-accent text-on-accent' },
  middle: { words: t`Half full`, look: 'border border-control' },
  low: { words: t`Room left`, look: 'border border-dashed border-control text-muted' },
}

type TopMovieCardProps = { movie: TopMovie; place: number; currency: string }

/** One movie of the leaderboard: its place, its score with the three parts, and its figures. */
export function TopMovieCard({ movie, place, currency }: TopMovieCardProps) {
  const band = bands[occupancyBand(movie.occupancy)]
  const shows = formatCount(movie.showtimes)
  const parts = [
    [t`Revenue`, 40, movie.revenueScore],
    [t`Occupancy`, 30, movie.occupancyScore],
    [t`Tickets`, 30, movie.volumeScore],
  ] as const
  return (
    <li className="grid grid-cols-1 gap-x-6 gap-y-4 rounded-xl border border-line bg-surface p-4 sm:p-5 lg:grid-cols-[minmax(15rem,1.2fr)_minmax(14rem,1fr)_minmax(16rem,1.2fr)_10rem]">
      <div className="flex items-center gap-4">
        <Place place={place} />
        <Poster title="" url={movie.posterUrl} className="max-w-14 shrink-0" />
        <div className="min-w-0">
          <h2 className="text-xl wrap-anywhere">
            <Link
              to="/admin/movies/$movieId"
              params={{ movieId: String(movie.movieId) }}
              className="hover:underline"
            >
              {movie.title}
            </Link>
          </h2>
          <p className="text-sm text-muted">
            {[
              movie.genre,
              plural(movie.showtimes, { one: `${shows} show`, other: `${shows} shows` }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
      </div>
      <div>
        <p className="flex items-baseline gap-2">
          <span className="display text-3xl">{formatScore(movie.score)}</span>
          <span className="text-sm text-muted">
            <Trans>of 100</Trans>
          </span>
        </p>
        <dl className="mt-1 grid gap-1 text-sm">
          {parts.map(([name, weight, score]) => (
            <div key={name} className="grid grid-cols-[7.5rem_1fr_2.75rem] items-center gap-2">
              <dt className="text-muted">
                {name}, {weight} %
              </dt>
              <dd aria-hidden className="h-1.5 overflow-hidden rounded-full bg-raised">
                <div className="h-full bg-accent" style={{ width: `${score}%` }} />
              </dd>
              <dd className="text-right">{formatScore(score)}</dd>
            </div>
          ))}
        </dl>
      </div>
      <dl className="grid grid-cols-[1.3fr_0.8fr_1fr] content-center gap-4 max-[22.5rem]:grid-cols-2">
        <Figure term={t`Revenue`}>{formatMoney(movie.revenue, currency)}</Figure>
        <Figure term={t`Tickets`}>{formatCount(movie.tickets)}</Figure>
        <Figure term={t`Occupancy`}>
          {formatPercent(movie.occupancy)}
          <span
            className={clsx(
              'mt-1 block w-fit rounded px-1.5 font-sans text-sm font-semibold tracking-normal whitespace-nowrap',
              band.look,
            )}
          >
            {band.words}
          </span>
        </Figure>
      </dl>
      <Trend movie={movie} />
      <details className="lg:col-span-full">
        <summary className="link inline-flex min-h-8 items-center text-sm font-semibold">
          <Trans>
            Day by day<span className="sr-only">: {movie.title}</span>
          </Trans>
        </summary>
        <div className="mt-2 max-h-96 overflow-y-auto">
          <SalesTable
            caption={t`${movie.title}, day by day`}
            first={t`Day`}
            rows={movie.daily.map((sales) => ({ ...sales, name: formatDate(sales.date) }))}
            currency={currency}
          />
        </div>
      </details>
    </li>
  )
}

function Place({ place }: { place: number }) {
  const medal = medals[place - 1]
  return (
    <span className="grid w-14 shrink-0 justify-items-center">
      <span className="display text-3xl">{place}</span>
      {medal && (
        <span className="flex items-center gap-0.5 text-sm font-semibold text-accent">
          <Medal aria-hidden className="size-4 shrink-0" />
          {medal}
        </span>
      )}
    </span>
  )
}

function Figure({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-muted">{term}</dt>
      <dd className="display text-lg">{children}</dd>
    </div>
  )
}

/** The last 30 days as a line; the sum in words. */
function Trend({ movie: { daily } }: { movie: TopMovie }) {
  const [width, height] = [160, 48]
  const x = scaleLinear({ domain: [0, Math.max(1, daily.length - 1)], range: [2, width - 2] })
  const most = Math.max(1, ...daily.map(({ tickets }) => tickets))
  const y = scaleLinear({ domain: [0, most], range: [height - 3, 3] })
  const sold = daily.reduce((sum, { tickets }) => sum + tickets, 0)
  const count = formatCount(sold)
  return (
    <div className="grid content-center">
      <svg
        aria-hidden
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="h-12 w-full"
      >
        <LinePath
          data={daily}
          x={(_, index) => x(index)}
          y={({ tickets }) => y(tickets)}
          stroke="var(--accent)"
          strokeWidth={2}
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <p className="text-sm text-muted">
        {plural(sold, { one: `${count} ticket in 30 days`, other: `${count} tickets in 30 days` })}
      </p>
    </div>
  )
}
