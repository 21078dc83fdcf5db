import { Trans } from '@lingui/react/macro'
import { ZoomIn, ZoomOut } from 'lucide-react'
import { useEffect, useRef, useState, type ComponentProps } from 'react'
import { ScreenArc } from '@/features/seats/map/screen-arc'
import { SeatGrid } from '@/features/seats/map/seat-grid'
import { Button } from '@/components/ui/button'

type ZoomableMapProps = Omit<ComponentProps<typeof SeatGrid>, 'zoomed'>

/** The house under its screen. On a narrow screen the seats can be made as large as a thumb. */
export function ZoomableMap(props: ZoomableMapProps) {
  const [zoomed, setZoomed] = useState(false)
  const scroller = useRef<HTMLDivElement>(null)

  // The best seats are in the middle, so that is what a map shows first when it takes another size; from there one scrolls.
  useEffect(() => {
    const view = scroller.current
    if (!view) return
    const resized = new ResizeObserver(() => {
      view.scrollLeft = (view.scrollWidth - view.clientWidth) / 2
    })
    resized.observe(view)
    return () => resized.disconnect()
  }, [])

  const Zoom = zoomed ? ZoomOut : ZoomIn
  return (
    <>
      <div className="seat-scroll max-sm:-mx-3">
        <ScreenArc movieId={props.map.showtime.movieId} />
        <div ref={scroller} className="overflow-x-auto overflow-y-hidden pt-5 pb-2">
          <SeatGrid {...props} zoomed={zoomed} />
        </div>
      </div>
      <div className="flex justify-center sm:hidden">
        <Button look="quiet" aria-pressed={zoomed} onClick={() => setZoomed(!zoomed)}>
          <Zoom aria-hidden className="size-4" />
          <Trans>Larger seats</Trans>
        </Button>
      </div>
    </>
  )
}
