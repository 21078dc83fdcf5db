import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ZoomIn, ZoomOut } from 'lucide-react'
import { useState } from 'react'
import type { Seat, SeatMap } from '@/api'
import { LossNotice } from '@/features/seats/loss-notice'
import { reserveSeats } from '@/features/seats/reserve-seats'
import { SeatBanners } from '@/features/seats/seat-banners'
import { SeatGrid } from '@/features/seats/seat-grid'
import { SeatLegend } from '@/features/seats/seat-legend'
import { SeatPicker } from '@/features/seats/seat-picker'
import { ShowtimeHeader } from '@/features/seats/showtime-header'
import { SummaryBar } from '@/features/seats/summary-bar'
import { useReleaseOnLeave } from '@/features/seats/use-release-on-leave'
import { useSeatChoice } from '@/features/seats/use-seat-choice'
import { NotFoundPage } from '@/components/not-found-page'
import { PageHeading } from '@/components/page-heading'
import { Button } from '@/components/ui/button'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { onceMore } from '@/lib/intents'
import { notify } from '@/lib/notices'
import { Problem, problemText } from '@/lib/problem'

/** Choosing seats: the live map, one's choice on it, and the way to the checkout. */
export function SeatMapPage({ showtimeId }: { showtimeId: number }) {
  const seats = useSeatChoice(showtimeId)
  useReleaseOnLeave(seats.store, showtimeId)

  if (seats.map.data) return <House showtimeId={showtimeId} map={seats.map.data} seats={seats} />
  if (seats.map.isError) {
    if (seats.map.error instanceof Problem && seats.map.error.status === 404)
      return <NotFoundPage />
    return (
      <div className="shell grid gap-6 py-12">
        <PageHeading title="Seats">Seats</PageHeading>
        <ErrorPanel error={seats.map.error} onRetry={() => void seats.map.refetch()} />
      </div>
    )
  }
  return <HouseSkeleton />
}

type HouseProps = { showtimeId: number; map: SeatMap; seats: ReturnType<typeof useSeatChoice> }

const columns = 'shell grid gap-x-12 gap-y-5 pt-6 pb-8 sm:pt-10 lg:grid-cols-[minmax(0,1fr)_22rem]'

function House({ showtimeId, map, seats }: HouseProps) {
  const { choice, chosen, pending, signedIn, stateOf, store, toggle } = seats
  const [zoomed, setZoomed] = useState(false)
  const navigate = useNavigate()
  const queryClient = useQueryClient()

  const reserve = useMutation({
    ...onceMore,
    mutationFn: async () => {
      await store.queue.idle()
      return reserveSeats(showtimeId, chosen)
    },
    onSuccess: ({ reservationId }) =>
      navigate({
        to: '/checkout/$reservationId',
        params: { reservationId: String(reservationId) },
      }),
    onError: (error) => {
      notify(problemText(error), 'danger')
      void queryClient.invalidateQueries()
    },
  })

  function replace(seat: Seat) {
    store.forgetLosses()
    if (stateOf(seat) === 'available') toggle(seat)
  }

  const Zoom = zoomed ? ZoomOut : ZoomIn
  return (
    <>
      <div className={columns}>
        <div className="grid content-start gap-5 lg:col-start-2 lg:row-start-1">
          <ShowtimeHeader showtime={map.showtime} />
          <SeatBanners map={map} stale={seats.map.isError} />
          <LossNotice
            losses={choice.losses}
            map={map}
            chosen={new Set(chosen.map(({ seatId }) => seatId))}
            onReplace={replace}
            onDismiss={() => store.forgetLosses()}
          />
          <SeatPicker map={map} stateOf={stateOf} onPick={toggle} />
          <div className="hidden gap-4 lg:grid">
            <SeatLegend map={map} />
            <p className="text-sm text-muted">
              Arrow keys move over the map, Space chooses, N jumps to the next free seat.
            </p>
          </div>
        </div>
        <div className="min-w-0 lg:col-start-1 lg:row-start-1">
          <div className="seat-scroll max-sm:-mx-3">
            <div aria-hidden className="screen-arc mx-auto w-[92%] max-w-3xl">
              <span className="absolute inset-x-0 top-2 text-center text-xs font-semibold tracking-widest text-muted">
                SCREEN
              </span>
            </div>
            <div className="overflow-x-auto overflow-y-hidden pt-5 pb-2">
              <SeatGrid
                map={map}
                zoomed={zoomed}
                stateOf={stateOf}
                isBusy={({ seatId }) => choice.intents.has(seatId)}
                onToggle={toggle}
              />
            </div>
          </div>
          <div className="flex justify-center sm:hidden">
            <Button look="quiet" aria-pressed={zoomed} onClick={() => setZoomed(!zoomed)}>
              <Zoom aria-hidden className="size-4" />
              Larger seats
            </Button>
          </div>
          <div className="pt-2 lg:hidden">
            <SeatLegend map={map} />
          </div>
        </div>
      </div>
      <SummaryBar
        showtimeId={showtimeId}
        chosen={chosen}
        currency={map.currency}
        signedIn={signedIn}
        expiresAt={pending.size > 0 && chosen.length === 0 ? null : (map.holdExpiresAt ?? null)}
        busy={reserve.isPending}
        onExpire={() => void queryClient.invalidateQueries({}, { cancelRefetch: false })}
        onContinue={() => reserve.mutate()}
      />
    </>
  )
}

function HouseSkeleton() {
  return (
    <Loading label="Loading the seat map" className={columns}>
      <div className="grid content-start gap-4 lg:col-start-2">
        <Skeleton className="h-12" />
        <Skeleton className="h-8 w-2/3" />
        <Skeleton className="h-24" />
      </div>
      <Skeleton className="mx-auto aspect-[13/10] w-full max-w-2xl lg:col-start-1 lg:row-start-1" />
    </Loading>
  )
}
