import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
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
      <PageHeading title={t`Page not found`} className="relative text-[clamp(2.75rem,8vw,6rem)]">
        <Trans>This reel is missing</Trans>
      </PageHeading>
      <p className="relative max-w-prose text-lg text-muted">
        <Trans>
          There is nothing at this address. The link may be old, or the show may have left the
          schedule.
        </Trans>
      </p>
      <p className="relative flex flex-wrap gap-3">
        <Link to="/" className={buttonClass('primary')}>
          <Trans>See what is on</Trans>
        </Link>
        <Link to="/movies" className={buttonClass()}>
          <Trans>Search movies</Trans>
        </Link>
      </p>
      <div className="relative mt-6">
        <PosterStrip />
      </div>
    </div>
  )
}
