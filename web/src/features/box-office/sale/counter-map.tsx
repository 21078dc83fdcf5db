import { t } from '@lingui/core/macro'
import type { Seat } from '@/api'
import { LiveMark, LiveStatus } from '@/features/seats/live/live-status'
import { SeatLegend } from '@/features/seats/map/seat-legend'
import { ZoomableMap } from '@/features/seats/map/zoomable-map'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import type { useCounterSeats } from './use-counter-seats'

type CounterMapProps = {
  seats: ReturnType<typeof useCounterSeats>
  onToggle: (seat: Seat) => void
}

/** The live map of a show, for whoever chooses seats for the customer before them. */
export function CounterMap({ seats, onToggle }: CounterMapProps) {
  const map = seats.map.data
  return (
    <div className="grid min-w-0 content-start gap-3 lg:col-start-1 lg:row-start-1">
      {map && (
        <>
          <ZoomableMap
            map={map}
            stateOf={seats.stateOf}
            isBusy={() => false}
            suggested={new Set()}
            onToggle={onToggle}
          />
          <SeatLegend map={map} stateOf={seats.stateOf} />
          <div className="flex justify-center text-sm text-muted">
            <LiveMark live={seats.stream === 'live'} />
          </div>
          <LiveStatus stream={seats.stream} error={seats.map.error ?? seats.map.failureReason} />
        </>
      )}
      {seats.map.isPending && (
        <Loading label={t`Loading the seat map`}>
          <Skeleton className="mx-auto aspect-[13/10] w-full max-w-2xl" />
        </Loading>
      )}
      {seats.map.isError && !map && (
        <ErrorPanel error={seats.map.error} onRetry={() => void seats.map.refetch()} />
      )}
    </div>
  )
}
