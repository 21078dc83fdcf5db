import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import { getCinemaOptions } from '@/api/@tanstack/react-query.gen'
import { CinemaDayProgramme } from '@/features/movies/cinemas/cinema-day-programme'
import { useRememberedCinema } from '@/features/movies/cinemas/remembered-cinema'
import { Localized } from '@/components/localized'
import { buttonClass } from '@/components/ui/button'
import { Loading, Skeleton } from '@/components/ui/states'
import { dayInZone, relativeDay } from '@/lib/format/dates'
import { serverNow } from '@/lib/time/server-clock'

/** For whoever has a cinema: what plays there next, before everything that plays anywhere. */
export function AtMyCinema() {
  const mine = useRememberedCinema()
  return mine === undefined ? null : <NextAt cinemaId={mine} />
}

function NextAt({ cinemaId }: { cinemaId: number }) {
  const cinema = useQuery(getCinemaOptions({ path: { cinemaId } }))
  if (cinema.isPending) {
    return (
      <Loading label={t`Loading your cinema`}>
        <Skeleton className="h-96" />
      </Loading>
    )
  }
  const day = cinema.data?.days[0]
  // A cinema that is gone, or has nothing to book, is no reason to stop at.
  if (!cinema.data || day === undefined) return null
  const { name, timeZone } = cinema.data
  return (
    <section aria-labelledby="my-cinema" className="grid grid-cols-1 gap-6">
      <h2 id="my-cinema" className="text-3xl sm:text-4xl">
        <Trans>
          At {name},{' '}
          <Localized>
            {relativeDay(day, dayInZone(timeZone, serverNow())).toLocaleLowerCase()}
          </Localized>
        </Trans>
      </h2>
      <CinemaDayProgramme cinemaId={cinemaId} day={day} heading="h3" limit={3} />
      <Link
        to="/cinemas/$cinemaId"
        params={{ cinemaId: String(cinemaId) }}
        className={buttonClass(undefined, 'justify-self-start')}
      >
        <Trans>Everything at {name}</Trans>
        <ArrowRight aria-hidden className="size-4" />
      </Link>
    </section>
  )
}
