import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Maximize, Pause, Play } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { getCinemaOptions, listCinemaShowtimesOptions } from '@/api/@tanstack/react-query.gen'
import { BoardRow } from '@/features/board/board-row'
import { nextShows } from '@/features/board/programme'
import { useAwake } from '@/features/board/use-awake'
import { usePaging } from '@/features/board/use-paging'
import { everything } from '@/features/movies/queries'
import { Localized } from '@/components/localized'
import { NotFoundPage } from '@/components/not-found-page'
import { PageHeading } from '@/components/page-heading'
import { ShowTime } from '@/components/show-time'
import { Button } from '@/components/ui/button'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { Problem } from '@/lib/api/problem'
import { dayInZone, dayOf, relativeDay } from '@/lib/format/dates'
import { serverNow } from '@/lib/time/server-clock'
import { useServerNow } from '@/lib/time/use-server-now'
import { isoInZone } from '@/lib/time/zone-time'

/** How often the board asks, and after how long without an answer it says so, in milliseconds. */
const often = 3_000
const tooOld = 30_000

/** A screen in the foyer, for days on end: what starts next, where, and whether there are seats. */
export function BoardPage({ cinemaId }: { cinemaId: number }) {
  const asked = { refetchInterval: often, refetchIntervalInBackground: true, retry: false }
  const cinema = useQuery({ ...getCinemaOptions({ path: { cinemaId } }), ...asked })
  const showtimes = useQuery({
    ...listCinemaShowtimesOptions({ path: { cinemaId }, query: { pageSize: everything } }),
    ...asked,
  })
  const now = useServerNow()
  const today = cinema.data && dayInZone(cinema.data.timeZone, now)
  useAwake()
  useFreshPageEachDay(cinema.data?.timeZone, now, showtimes.isSuccess)

  if (cinema.error instanceof Problem && cinema.error.status === 404) return <NotFoundPage />
  const error = cinema.error ?? showtimes.error
  if (!cinema.data || !today || !showtimes.data) {
    return (
      <div className="grid min-h-dvh content-center gap-4 p-[4vmin]">
        <PageHeading title={t`Board`}>
          <Trans>Next shows</Trans>
        </PageHeading>
        {error ? (
          <ErrorPanel error={error} />
        ) : (
          <Loading label={t`Loading the next shows`}>
            <Skeleton className="h-[60dvh]" />
          </Loading>
        )}
      </div>
    )
  }

  const shows = nextShows(showtimes.data.items, now)
  const day = shows[0] && dayOf(shows[0].startsAt)
  return (
    <div className="flex h-dvh flex-col gap-[2vmin] p-[3vmin]">
      <header className="flex flex-wrap items-baseline justify-between gap-x-8">
        <PageHeading title={cinema.data.name} className="text-[max(1.5rem,5vmin)] leading-tight">
          {cinema.data.name}
        </PageHeading>
        <p className="display text-[max(1.5rem,5vmin)] leading-tight">
          <ShowTime at={isoInZone(now, cinema.data.timeZone)} />
        </p>
      </header>
      <div role="status">
        {showtimes.errorUpdatedAt - showtimes.dataUpdatedAt > tooOld && (
          <p className="rounded-lg border border-danger px-4 py-2 text-[max(1rem,2.5vmin)] font-semibold">
            <Trans>The counter knows more: this board has had no news for a while.</Trans>
          </p>
        )}
      </div>
      {day === undefined ? (
        <>
          <EmptyPanel title={t`No more shows for now`} />
          <footer className="mt-auto flex justify-end text-sm text-muted">
            <FullScreen />
          </footer>
        </>
      ) : (
        <>
          {day !== today && (
            <Localized className="text-[max(1.25rem,3.5vmin)] font-semibold">
              {relativeDay(day, today)}
            </Localized>
          )}
          <ShowList>
            {shows.map((showtime) => (
              <BoardRow key={showtime.showtimeId} showtime={showtime} />
            ))}
          </ShowList>
        </>
      )}
    </div>
  )
}

function ShowList({ children }: { children: React.ReactNode }) {
  const list = useRef<HTMLUListElement>(null)
  const [paused, setPaused] = useState(false)
  usePaging(list, paused)
  return (
    <>
      <ul
        ref={list}
        // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- Keys scroll only what has focus.
        tabIndex={0}
        aria-label={t`Next shows`}
        className="flex min-h-0 flex-1 flex-col gap-[1.5vmin] overflow-y-auto scroll-smooth overscroll-contain [scrollbar-width:none]"
      >
        {children}
      </ul>
      <footer className="flex flex-wrap justify-end gap-2 text-sm text-muted">
        <Button look="quiet" aria-pressed={paused} onClick={() => setPaused(!paused)}>
          {paused ? (
            <Play aria-hidden className="size-5" />
          ) : (
            <Pause aria-hidden className="size-5" />
          )}
          <Trans>Pause</Trans>
        </Button>
        <FullScreen />
      </footer>
    </>
  )
}

function FullScreen() {
  if (!document.fullscreenEnabled) return null
  return (
    <Button
      look="quiet"
      onClick={() => void document.documentElement.requestFullscreen().catch(() => undefined)}
    >
      <Maximize aria-hidden className="size-5" />
      <Trans>Full screen</Trans>
    </Button>
  )
}

/** With each new day, once the server answers, the page is loaded anew: so a new version of it comes to a screen that nobody touches. */
function useFreshPageEachDay(timeZone: string | undefined, now: number, answered: boolean): void {
  const first = useRef<string>(undefined)
  useEffect(() => {
    if (timeZone === undefined || !answered) return
    // What was drawn first is of this screen's own clock, which may be wrong by days: then the page would never stand still.
    const today = dayInZone(timeZone, serverNow())
    first.current ??= today
    if (today !== first.current) window.location.reload()
  }, [timeZone, now, answered])
}
