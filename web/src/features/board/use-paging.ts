import { useEffect, type RefObject } from 'react'
import { nextTop } from '@/features/board/programme'

/** How long a page of the list stands, in milliseconds: enough to read eight rows of it. */
const pageTime = 10_000

/** Turns the pages of a list that is longer than its room, and begins again after the last. */
export function usePaging(list: RefObject<HTMLElement | null>, paused: boolean): void {
  useEffect(() => {
    if (paused) return
    const timer = window.setInterval(() => {
      const room = list.current
      if (!room) return
      const start = room.getBoundingClientRect().top - room.scrollTop
      const rows = [...room.querySelectorAll('li')].map((row) => {
        const { top, bottom } = row.getBoundingClientRect()
        return { top: top - start, bottom: bottom - start }
      })
      room.scrollTop = nextTop(rows, room.scrollTop + room.clientHeight)
    }, pageTime)
    return () => window.clearInterval(timer)
  }, [list, paused])
}
