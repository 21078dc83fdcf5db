import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { CinemaCards } from '@/features/movies/cinemas/cinema-cards'
import { PageHeading } from '@/components/page-heading'
import { PosterStrip } from '@/components/poster-strip'

/** Every cinema, by city: people begin with theirs. */
export function CinemasPage() {
  return (
    <div className="shell grid gap-8 py-10 sm:py-14">
      <PageHeading title={t`Cinemas`}>
        <Trans>Cinemas</Trans>
      </PageHeading>
      <CinemaCards level="h2" />
      <PosterStrip />
    </div>
  )
}
