import { Problem } from '@/lib/api/problem'
import { deviceStorage } from '@/lib/browser/storage'
import { serverNow } from '@/lib/time/server-clock'

/** Of what is asked about one's places. */
export const queueKey = ['queue'] as const

/**
 * The tickets of queues one has joined, by waiting room, each with the time of joining. They are kept on the device: a
 * reload keeps the place, and another tab shares it. A browser without storage keeps them as long as the page.
 */
const kept = new Map<number, string>()
const stored = (roomId: number) => `queue-ticket:${roomId}`

const read = (roomId: number): string[] =>
  (deviceStorage.read(stored(roomId)) ?? kept.get(roomId) ?? '').split(' ')

export function queueTicket(roomId: number): string | undefined {
  return read(roomId)[0] || undefined
}

/** When one joined, by the server's clock; now, where that is not known. */
export function joinedAt(roomId: number): number {
  return Number(read(roomId)[1]) || serverNow()
}

export function keepQueueTicket(roomId: number, ticket: string): void {
  const entry = `${ticket} ${Math.round(serverNow())}`
  kept.set(roomId, entry)
  deviceStorage.write(stored(roomId), entry)
}

/** After a refusal that says that it is somebody else's, or none. */
export function forgetQueueTicket(roomId: number): void {
  kept.delete(roomId)
  deviceStorage.write(stored(roomId), null)
}

/** What a request for seats shows where there is a waiting room. */
export function ticketHeader(roomId: number | null | undefined): { 'Queue-Ticket'?: string } {
  const ticket = typeof roomId === 'number' ? queueTicket(roomId) : undefined
  return ticket === undefined ? {} : { 'Queue-Ticket': ticket }
}

/** Whether a request was refused for the queue. A ticket that has let in somebody else is forgotten: one needs one's own. */
export function isNotMyTurn(error: unknown, roomId: number | null | undefined): boolean {
  if (!(error instanceof Problem)) return false
  if (error.code === 'queue_ticket_taken' && typeof roomId === 'number') forgetQueueTicket(roomId)
  return error.code === 'waiting_room' || error.code === 'queue_ticket_taken'
}
