import { Link } from '@tanstack/react-router'
import { PageHeading } from '@/components/page-heading'
import { PosterStrip } from '@/components/poster-strip'
import { buttonClass } from '@/components/ui/button'

/** The page for an address, or an id, that leads nowhere. */
export function NotFoundPage() {
  return (
    <div className="shell relative grid min-h-[60dvh] content-center gap-5 py-16">
      <div aria-hidden className="beam" />
      <p className="eyebrow relative">404</p>
      <PageHeading title="Page not found" className="relative text-[clamp(2.75rem,8vw,6rem)]">
        This reel is missing
      </PageHeading>
      <p className="relative max-w-prose text-lg text-muted">
        There is nothing at this address. The link may be old, or the show may have left the
        schedule.
      </p>
      <p className="relative flex flex-wrap gap-3">
        <Link to="/" className={buttonClass('primary')}>
          See what is on
        </Link>
        <Link to="/movies" className={buttonClass()}>
          Search movies
        </Link>
      </p>
      <div className="relative mt-6">
        <PosterStrip />
      </div>
    </div>
  )
}
