import { useCallback, useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react'
import type { ScheduleSlot, ScreenSchedule } from '@/api'
import { draggedTo, type DayWindow } from '@/features/admin/schedule/lanes/geometry'

type Drag = { slot: ScheduleSlot; starts: number; screenId: number }
type Grip = { slot: ScheduleSlot; screenId: number; x: number; y: number; moved: boolean }

/** So far a hand may tremble before a press becomes a drag. */
const slack = 5

/**
 * Dragging a show along its lane and onto others with a mouse or pen; a finger scrolls. Everything a drag can
 * do, the form does as well (WCAG 2.5.7). Escape takes the show back to where it was.
 */
export function useSlotDrag(
  window: DayWindow,
  lanes: RefObject<HTMLElement | null>,
  onDrop: (slot: ScheduleSlot, starts: number, screenId: number) => void,
) {
  const [drag, setDrag] = useState<Drag>()
  const grip = useRef<Grip>(undefined)
  const place = useRef<Drag>(undefined)
  const dropped = useRef(false)

  /** Most movements stay within the same five minutes: nothing is drawn anew then. */
  const put = useCallback((next: Drag | undefined) => {
    const before = place.current
    if (before?.screenId === next?.screenId && before?.starts === next?.starts) return
    place.current = next
    setDrag(next)
  }, [])

  const release = useCallback(() => {
    grip.current = undefined
    put(undefined)
  }, [put])

  const dragging = drag !== undefined
  useEffect(() => {
    if (!dragging) return
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      dropped.current = true
      release()
    }
    document.addEventListener('keydown', escape)
    return () => document.removeEventListener('keydown', escape)
  }, [dragging, release])

  // Kept while a show is dragged, so that only the lanes it passes are drawn anew.
  const handlers = useCallback(
    (slot: ScheduleSlot, screen: ScreenSchedule) => ({
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        dropped.current = false
        if (event.button !== 0 || event.pointerType === 'touch') return
        const { clientX: x, clientY: y } = event
        grip.current = { slot, screenId: screen.screenId, x, y, moved: false }
        event.currentTarget.setPointerCapture(event.pointerId)
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const held = grip.current
        if (!held) return
        const { clientX: x, clientY: y } = event
        if (!held.moved && Math.hypot(x - held.x, y - held.y) < slack) return
        held.moved = true
        const lane = laneAt(lanes.current, y, held.screenId)
        const starts = draggedTo(slot.startsAt, x - held.x, lane.width, window)
        put({ slot, screenId: lane.screenId, starts })
      },
      onPointerUp: () => {
        const to = place.current
        if (to && grip.current) {
          dropped.current = true
          const stays = to.starts === Date.parse(slot.startsAt) && to.screenId === screen.screenId
          if (!stays) onDrop(slot, to.starts, to.screenId)
        }
        release()
      },
      onPointerCancel: release,
      /** The click that ends a drag, taken back or not, opens nothing. */
      onClickCapture: (event: { preventDefault: () => void; stopPropagation: () => void }) => {
        if (!dropped.current) return
        dropped.current = false
        event.preventDefault()
        event.stopPropagation()
      },
    }),
    [lanes, onDrop, put, release, window],
  )

  return { drag, handlers }
}

/** The lane under the pointer, the one it came from when there is none. */
function laneAt(
  lanes: HTMLElement | null,
  y: number,
  from: number,
): { screenId: number; width: number } {
  const all = [...(lanes?.querySelectorAll<HTMLElement>('[data-line]') ?? [])]
  const under = all.find((line) => {
    const { top, bottom } = line.getBoundingClientRect()
    return y >= top && y < bottom
  })
  const width = (under ?? all[0])?.getBoundingClientRect().width ?? 0
  return { screenId: under ? Number(under.dataset['line']) : from, width }
}
