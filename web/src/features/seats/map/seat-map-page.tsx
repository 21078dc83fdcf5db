import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import type { Seat, SeatMap, SeatProposal } from '@/api'
import { BestSeatsForm } from '@/features/seats/best/best-seats-form'
import { LiveMark, LiveStatus } from '@/features/seats/live/live-status'
import { loneSeats } from '@/features/seats/choice/lone-seats'
import { AccessibleNotice } from '@/features/seats/choice/accessible-notice'
import { LoneNotice } from '@/features/seats/choice/lone-seat-notice'
import { LostSeatsNotice } from '@/features/seats/choice/lost-seats-notice'
import { ShowOverBanner } from '@/features/seats/live/show-over-banner'
import { reserveSeats } from '@/features/seats/booking/reserve-seats'
import { focusSeat } from '@/features/seats/map/seat-grid'
import { SeatLegend } from '@/features/seats/map/seat-legend'
import { allSeats } from '@/features/seats/map/seat-places'
import { SeatPicker } from '@/features/seats/map/seat-picker'
import { ShowtimeHeader, ShowtimeHeaderSkeleton } from '@/features/seats/map/showtime-header'
import { isNotMyTurn } from '@/features/seats/queue/queue-tickets'
import { BookingWindow } from '@/features/seats/queue/booking-window'
import { WaitingRoom } from '@/features/seats/queue/waiting-room'
import { useWaitingList } from '@/features/seats/waiting-list/use-waiting-list'
import { WaitingListCard } from '@/features/seats/waiting-list/waiting-list-card'
import { SummaryBar } from '@/features/seats/booking/summary-bar'
import { useReleaseOnLeave } from '@/features/seats/choice/use-release-on-leave'
import { useSeatChoice } from '@/features/seats/choice/use-seat-choice'
import { ZoomableMap } from '@/features/seats/map/zoomable-map'
import { NotFoundPage } from '@/components/not-found-page'
import { PageHeading } from '@/components/page-heading'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { onceMore } from '@/lib/api/idempotency'
import { notify } from '@/lib/browser/notices'
import { Problem, problemMessage, problemText } from '@/lib/api/problem'

/** Choosing seats: the live map, one's choice on it, and the way to the checkout. */
export function SeatMapPage({ showtimeId }: { showtimeId: number }) {
  const seats = useSeatChoice(showtimeId)
  useReleaseOnLeave(seats.store, showtimeId)

  if (seats.map.data) {
    if (seats.waiting && !seats.over)
      return <WaitingRoom map={seats.map.data} turn={seats.waiting} />
    return <House showtimeId={showtimeId} map={seats.map.data} seats={seats} />
  }
  if (seats.map.isError) {
    if (seats.map.error instanceof Problem && seats.map.error.status === 404)
      return <NotFoundPage />
    return (
      <div className="shell grid gap-6 py-12">
        <PageHeading title={t`Seats`}>
          <Trans>Seats</Trans>
        </PageHeading>
        <ErrorPanel error={seats.map.error} onRetry={() => void seats.map.refetch()} />
      </div>
    )
  }
  return <HouseSkeleton slow={seats.map.failureReason} />
}

type HouseProps = { showtimeId: number; map: SeatMap; seats: ReturnType<typeof useSeatChoice> }

const columns = 'shell grid gap-x-12 gap-y-5 pt-6 pb-8 sm:pt-10 lg:grid-cols-[minmax(0,1fr)_22rem]'

function House({ showtimeId, map, seats }: HouseProps) {
  const { choice, chosen, over, pending, signedIn, stateOf, store, take, toggle, turn } = seats
  const [proposal, setProposal] = useState<SeatProposal>()
  // A hundred seats come right after the rest of the page, so that a tap is heard in between.
  const mapComes = useDeferredValue(true, false)
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const chosenIds = new Set(chosen.map(({ seatId }) => seatId))
  const isFree = (seat: Seat) => stateOf(seat) === 'available'

  const refresh = () => void store.map.refresh()
  const list = useWaitingList(map, signedIn, stateOf, store.choseHere, refresh)

  const reserve = useMutation({
    ...onceMore,
    mutationFn: async () => {
      await store.queue.idle()
      return reserveSeats(map, chosen)
    },
    onSuccess: ({ reservationId }) => {
      store.requests.tellSettled()
      return navigate({
        to: '/checkout/$reservationId',
        params: { reservationId: String(reservationId) },
      })
    },
    onError: (error) => {
      isNotMyTurn(error, map.waitingRoomId)
      notify(problemText(error), 'danger')
      void queryClient.invalidateQueries()
    },
  })

  function takeAll(wanted: readonly Seat[]) {
    setProposal(undefined)
    store.forgetLosses()
    take(wanted)
    if (wanted[0]) focusSeat(wanted[0].seatId)
  }

  const lone = loneSeats(map.rows, isFree, ({ seatId }) => chosenIds.has(seatId))
  const now = new Map(allSeats(map.rows).map((seat) => [seat.seatId, seat]))
  const proposed = (proposal?.seats ?? []).flatMap(({ seatId }) => now.get(seatId) ?? [])
  return (
    <>
      <div className={columns}>
        <div className="grid content-start gap-4 lg:col-start-2 lg:row-start-1">
          <ShowtimeHeader showtime={map.showtime} />
          {over && (
            <ShowOverBanner showtime={map.showtime} over={over} holding={chosen.length > 0} />
          )}
          {!over && (
            <>
              {turn.state === 'admitted' && <BookingWindow until={turn.place.bookingUntil} />}
              {list.shown ? (
                <WaitingListCard
                  showtimeId={showtimeId}
                  signedIn={signedIn}
                  place={list.place}
                  onLeft={refresh}
                />
              ) : (
                <BestSeatsForm
                  showtimeId={showtimeId}
                  proposal={proposal}
                  isFree={proposed.every((seat) => isFree(seat) || chosenIds.has(seat.seatId))}
                  onPropose={setProposal}
                  onTake={takeAll}
                />
              )}
              <SeatPicker map={map} stateOf={stateOf} onPick={toggle} />
            </>
          )}
        </div>
        <div className="grid min-w-0 content-start gap-3 lg:col-start-1 lg:row-start-1">
          {mapComes ? (
            <>
              <ZoomableMap
                map={map}
                stateOf={stateOf}
                isBusy={({ seatId }) => choice.pending.has(seatId)}
                suggested={new Set(proposed.filter(isFree).map(({ seatId }) => seatId))}
                onToggle={toggle}
              />
              <SeatLegend map={map} stateOf={stateOf} />
              <div className="flex flex-wrap justify-center gap-x-6 gap-y-1 text-sm text-muted">
                <LiveMark live={seats.stream === 'live'} />
                <p className="max-lg:hidden">
                  <Trans>Arrow keys move, Space chooses, N jumps to the next free seat.</Trans>
                </p>
              </div>
            </>
          ) : (
            <MapSkeleton />
          )}
        </div>
      </div>
      {!over && (
        <SummaryBar
          showtimeId={showtimeId}
          chosen={chosen}
          currency={map.currency}
          signedIn={signedIn}
          expiresAt={pending.size > 0 && chosen.length === 0 ? null : (map.holdExpiresAt ?? null)}
          busy={reserve.isPending}
          onExpire={() => void queryClient.invalidateQueries({}, { cancelRefetch: false })}
          onExtended={() => store.requests.tellSettled()}
          onContinue={() => reserve.mutate()}
        >
          <LiveStatus stream={seats.stream} error={seats.map.error ?? seats.map.failureReason} />
          <LostSeatsNotice
            lostSeats={choice.lostSeats}
            map={map}
            chosen={chosenIds}
            onReplace={(seat) => takeAll([seat])}
            onDismiss={() => store.forgetLosses()}
          />
          <AccessibleNotice chosen={seats.chosen} signedIn={seats.signedIn} />
          <LoneNotice lone={choice.leavesLoneSeat ? lone : []} />
        </SummaryBar>
      )}
    </>
  )
}

function HouseSkeleton({ slow }: { slow: Error | null }) {
  return (
    <div className={columns}>
      <div className="grid content-start gap-4 lg:col-start-2 lg:row-start-1">
        <ShowtimeHeaderSkeleton />
        {slow && (
          <p className="rounded-xl border-2 border-danger bg-surface px-4 py-3 font-medium">
            <Trans>{problemMessage(slow).title}. Trying again…</Trans>
          </p>
        )}
        <Skeleton className="h-28" />
        <Skeleton className="h-14" />
      </div>
      <Loading label={t`Loading the seat map`} className="lg:col-start-1 lg:row-start-1">
        <MapSkeleton />
      </Loading>
    </div>
  )
}

function MapSkeleton() {
  return <Skeleton className="mx-auto aspect-[13/10] w-full max-w-2xl" />
}
