import { useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react'
import type { ScheduleSlot, ScreenSchedule } from '@/api'
import { draggedTo, type DayWindow } from '@/features/admin/schedule/geometry'

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
  const dropped = useRef(false)

  function release() {
    grip.current = undefined
    setDrag(undefined)
  }

  const dragging = drag !== undefined
  useEffect(() => {
    if (!dragging) return
    const escape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') release()
    }
    document.addEventListener('keydown', escape)
    return () => document.removeEventListener('keydown', escape)
  }, [dragging])

  /** The lane under the pointer, the one it came from when there is none. */
  function laneAt(y: number, from: number): { screenId: number; width: number } {
    const all = [...(lanes.current?.querySelectorAll<HTMLElement>('[data-line]') ?? [])]
    const under = all.find((line) => {
      const { top, bottom } = line.getBoundingClientRect()
      return y >= top && y < bottom
    })
    const width = (under ?? all[0])?.getBoundingClientRect().width ?? 0
    return { screenId: under ? Number(under.dataset['line']) : from, width }
  }

  const handlers = (slot: ScheduleSlot, screen: ScreenSchedule) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      dropped.current = false
      if (event.button !== 0 || event.pointerType === 'touch') return
      grip.current = {
        slot,
        screenId: screen.screenId,
        x: event.clientX,
        y: event.clientY,
        moved: false,
      }
      event.currentTarget.setPointerCapture(event.pointerId)
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const held = grip.current
      if (!held) return
      const { clientX: x, clientY: y } = event
      if (!held.moved && Math.hypot(x - held.x, y - held.y) < slack) return
      held.moved = true
      const lane = laneAt(y, held.screenId)
      setDrag({
        slot,
        screenId: lane.screenId,
        starts: draggedTo(slot.startsAt, x - held.x, lane.width, window),
      })
    },
    onPointerUp: () => {
      if (drag && grip.current) {
        dropped.current = true
        const stays = drag.starts === Date.parse(slot.startsAt) && drag.screenId === screen.screenId
        if (!stays) onDrop(slot, drag.starts, drag.screenId)
      }
      release()
    },
    onPointerCancel: release,
    /** The click that ends a drag opens nothing. */
    onClickCapture: (event: { preventDefault: () => void; stopPropagation: () => void }) => {
      if (!dropped.current) return
      dropped.current = false
      event.preventDefault()
      event.stopPropagation()
    },
  })

  return { drag, handlers }
}
