import type { SeatAction } from '@/features/seats/choice/request-queue'

/** What one tab tells the others that show the same map, before it asks the server and after it was answered. */
export type TabNews =
  { kind: 'request'; seatIds: readonly number[]; action: SeatAction } | { kind: 'settled' }

export type OtherTabs = { tell: (news: TabNews) => void; close: () => void }

/**
 * The other tabs of this browser on the same showtime. They hear of a request before the server does: to the
 * stream a seat of one's own is a stranger's, and only this tells them that it is not.
 */
export function otherTabs(showtimeId: number, onNews: (news: TabNews) => void): OtherTabs {
  if (!('BroadcastChannel' in globalThis)) return { tell: () => {}, close: () => {} }
  const channel = new BroadcastChannel(`seats-${showtimeId}`)
  channel.addEventListener('message', (event: MessageEvent<TabNews>) => onNews(event.data))
  return { tell: (news) => channel.postMessage(news), close: () => channel.close() }
}
