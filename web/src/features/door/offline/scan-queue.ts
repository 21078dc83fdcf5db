import { useEffect, useSyncExternalStore } from 'react'
import { admitTickets, type DoorTicket } from '@/api'
import { isUndecided, newKey } from '@/lib/api/idempotency'
import { Problem } from '@/lib/api/problem'
import { deviceStorage } from '@/lib/browser/storage'

/** Somebody who was let in without a network: told as soon as there is one. */
export type QueuedScan = {
  /** Its Idempotency-Key: however often it is sent, it is told once. */
  key: string
  showtimeId: number
  ticketId: number
  reference: string
  seatLabel: string
  door: string
  at: string
}

/** One that the server knew more about: used at another door meanwhile, or cancelled. */
export type DoubtfulScan = QueuedScan & { ticket: DoorTicket }

type Queue = { waiting: readonly QueuedScan[]; doubtful: readonly DoubtfulScan[] }

const name = 'door-queue'
/** An answer that was lost may have let in the same ticket, here and so long before. */
const lostAnswer = 60_000

const between = 5000

const listeners = new Set<() => void>()
let queue: Queue = read()
let sending: Promise<void> | null = null

function read(): Queue {
  try {
    return (JSON.parse(deviceStorage.read(name) ?? 'null') as Queue | null) ?? nothing()
  } catch {
    return nothing()
  }
}

function nothing(): Queue {
  return { waiting: [], doubtful: [] }
}

function become(next: Queue): void {
  queue = next
  const isEmpty = next.waiting.length + next.doubtful.length === 0
  deviceStorage.write(name, isEmpty ? null : JSON.stringify(next))
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const queuedScans = () => queue

export function useScanQueue(): Queue {
  return useSyncExternalStore(subscribe, queuedScans)
}

/** Tells what waits as long as the page is open: at once, when the network is back, and every few seconds. */
export function useSendingOfScans(): void {
  const isWaiting = useScanQueue().waiting.length > 0
  useEffect(() => {
    if (!isWaiting) return
    const send = () => void sendScans()
    send()
    const timer = window.setInterval(send, between)
    window.addEventListener('online', send)
    return () => {
      window.clearInterval(timer)
      window.removeEventListener('online', send)
    }
  }, [isWaiting])
}

export function queueScan(scan: Omit<QueuedScan, 'key'>): void {
  become({ ...queue, waiting: [...queue.waiting, { ...scan, key: newKey() }] })
}

/** Whether it was waiting: nobody has been told of it then. */
export function unqueueScan(ticketId: number): boolean {
  const waiting = queue.waiting.filter((scan) => scan.ticketId !== ticketId)
  const was = waiting.length < queue.waiting.length
  if (was) become({ ...queue, waiting })
  return was
}

export function dismissDoubtful(): void {
  become({ ...queue, doubtful: [] })
}

/** Tells what waits, one after another, until there is no answer. Called twice at once, it is done once. */
export function sendScans(): Promise<void> {
  sending ??= send().finally(() => {
    sending = null
  })
  return sending
}

async function send(): Promise<void> {
  for (let scan = queue.waiting[0]; scan; scan = queue.waiting[0]) {
    const ticket = await tell(scan)
    if (ticket === undefined) return
    const { key } = scan
    const waiting = queue.waiting.filter((other) => other.key !== key)
    const isDoubtful = ticket.answer !== 'admitted' && !isOwn(scan, ticket)
    become({
      waiting,
      doubtful: isDoubtful ? [...queue.doubtful, { ...scan, ticket }] : queue.doubtful,
    })
  }
}

/** What the server says to it; undefined: nothing for now. */
async function tell(scan: QueuedScan): Promise<DoorTicket | undefined> {
  const { key, showtimeId, ticketId, reference, door, at } = scan
  try {
    const { data } = await admitTickets({
      path: { showtimeId },
      body: { door, reference, ticketIds: [ticketId], admittedAt: at },
      headers: { 'Idempotency-Key': key },
      throwOnError: true,
    })
    return data.tickets[0]
  } catch (error) {
    if (isUndecided(error) || (error instanceof Problem && error.status === 401)) return undefined
    return { answer: 'unknown' }
  }
}

function isOwn(scan: QueuedScan, { door, admittedAt }: DoorTicket): boolean {
  return (
    door === scan.door &&
    typeof admittedAt === 'string' &&
    Math.abs(Date.parse(admittedAt) - Date.parse(scan.at)) < lostAnswer
  )
}
