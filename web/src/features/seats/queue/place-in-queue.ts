import { getQueuePlace, joinQueue, type QueuePlace } from '@/api'
import {
  forgetQueueTicket,
  keepQueueTicket,
  queueTicket,
} from '@/features/seats/queue/queue-tickets'
import { Problem } from '@/lib/api/problem'

/** `over`: one's time to book has passed. `closed`: nobody has to wait any more. */
export type PlaceInQueue = QueuePlace | 'over' | 'closed'

/** One's place: that of the ticket one has, else a new one at the end. Tabs take turns, so that they share it. */
export function placeInQueue(showtimeId: number, roomId: number): Promise<PlaceInQueue> {
  return inTurn(roomId, async () => {
    const ticket = queueTicket(roomId)
    if (ticket === undefined) return join(showtimeId, roomId)
    try {
      const headers = { 'Queue-Ticket': ticket }
      return (await getQueuePlace({ path: { showtimeId }, headers, throwOnError: true })).data
    } catch (error) {
      const code = error instanceof Problem ? error.code : ''
      if (code === 'queue_ticket_over') return 'over'
      if (code === 'no_waiting_room') return 'closed'
      if (code !== 'invalid_queue_ticket') throw error
      return join(showtimeId, roomId)
    }
  })
}

/** A place at the end, after one's turn. Where another tab was faster, it is that one's. */
export function joinAgain(showtimeId: number, roomId: number): Promise<PlaceInQueue> {
  return inTurn(roomId, () => join(showtimeId, roomId, queueTicket(roomId)))
}

async function join(showtimeId: number, roomId: number, ticket?: string): Promise<PlaceInQueue> {
  try {
    const { data } = await joinQueue({
      path: { showtimeId },
      ...(ticket !== undefined && { headers: { 'Queue-Ticket': ticket } }),
      throwOnError: true,
    })
    if (data.ticket !== ticket) keepQueueTicket(data.roomId, data.ticket)
    return data
  } catch (error) {
    if (error instanceof Problem && error.code === 'no_waiting_room') return 'closed'
    if (error instanceof Problem && error.code === 'invalid_queue_ticket') forgetQueueTicket(roomId)
    throw error
  }
}

async function inTurn<T>(roomId: number, work: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? navigator.locks.request(`queue:${roomId}`, work) : work()
}
