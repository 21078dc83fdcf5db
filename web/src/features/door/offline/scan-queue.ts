import { useEffect, useSyncExternalStore } from 'react'
import { admitTickets, type DoorTicket } from '@/api'
import { isUndecided, newKey } from '@/lib/api/idempotency'
import { Problem, problemText } from '@/lib/api/problem'
import { announce } from '@/lib/browser/announce'
import { deviceStorage } from '@/lib/browser/storage'
import { serverNow } from '@/lib/time/server-clock'
import { said } from '../answers'

/** A ticket with which this device let somebody in, whoever knows of it. */
export type OwnAdmission = { showtimeId: number; ticketId: number; door: string; at: string }

/** One that was let in without a network: the server is told as soon as there is one. */
export type QueuedScan = OwnAdmission & {
  /** Its Idempotency-Key: however often it is sent, it is told once. */
  key: string
  reference: string
  seatLabel: string
  /** Whether the server may know it by a request of before the network went, whose answer was lost. */
  isAsked: boolean
  /** Whether the server may have been told: it was sent. */
  isSent: boolean
}

/** What was told, and is not as it was thought to be: used at another door meanwhile, cancelled, or not accepted. */
export type DoubtfulScan = QueuedScan & { title: string; detail: string }

type Scans = {
  waiting: readonly QueuedScan[]
  doubtful: readonly DoubtfulScan[]
  admitted: readonly OwnAdmission[]
}

const name = 'door-scans'
const none: Scans = { waiting: [], doubtful: [], admitted: [] }
/** As long as admissions of this device matter to its door, in milliseconds. */
const admittedFor = 24 * 60 * 60 * 1000
/** How long the answer to a request of before may have been on its way when it was given up, in milliseconds. */
const lostAnswer = 60_000
const resendAfter = 5000

const listeners = new Set<() => void>()
let scans = read()
let sending: Promise<void> | null = null

function read(): Scans {
  try {
    return { ...none, ...(JSON.parse(deviceStorage.read(name) ?? '{}') as Partial<Scans>) }
  } catch {
    return none
  }
}

/** Other tabs write, too: what is there now is changed, and not what this one knew. */
function change(changed: (now: Scans) => Scans): void {
  const { waiting, doubtful, admitted } = changed(read())
  const since = serverNow() - admittedFor
  scans = { waiting, doubtful, admitted: admitted.filter(({ at }) => Date.parse(at) > since) }
  const isEmpty = Object.values(scans).every((list) => list.length === 0)
  deviceStorage.write(name, isEmpty ? null : JSON.stringify(scans))
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  const onStorage = ({ key }: StorageEvent) => {
    if (key !== name) return
    scans = read()
    listener()
  }
  listeners.add(listener)
  window.addEventListener('storage', onStorage)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', onStorage)
  }
}

export const doorScans = () => scans

export function useDoorScans(): Scans {
  return useSyncExternalStore(subscribe, doorScans)
}

export const isWaiting = (showtimeId: number) =>
  scans.waiting.some((scan) => scan.showtimeId === showtimeId)

/** What the server admitted here; the list does not know it yet. */
export function noteAdmission(own: OwnAdmission): void {
  change((now) => ({ ...now, admitted: [...now.admitted, own] }))
}

export function queueScan(scan: Omit<QueuedScan, 'key' | 'isSent'>): void {
  const { showtimeId, ticketId, door, at } = scan
  change((now) => ({
    ...now,
    waiting: [...now.waiting, { ...scan, key: newKey(), isSent: false }],
    admitted: [...now.admitted, { showtimeId, ticketId, door, at }],
  }))
}

/** Takes an admission back that nobody can have been told of. False: the server has to be asked. */
export function unqueueScan(ticketId: number): boolean {
  const waits = scans.waiting.find((scan) => scan.ticketId === ticketId)
  if (!waits || waits.isSent || waits.isAsked) return false
  change((now) => ({ ...now, waiting: now.waiting.filter(({ key }) => key !== waits.key) }))
  forgetAdmission(ticketId)
  return true
}

export function forgetAdmission(ticketId: number): void {
  change((now) => ({
    ...now,
    admitted: now.admitted.filter((own) => own.ticketId !== ticketId),
  }))
}

export function dismissDoubtful(): void {
  change((now) => ({ ...now, doubtful: [] }))
}

/** Tells what waits as long as the page is open: at once, when the network is back, and every few seconds. */
export function useSendingOfScans(): void {
  const waits = useDoorScans().waiting.length > 0
  useEffect(() => {
    if (!waits) return
    const send = () => void sendScans()
    send()
    const timer = window.setInterval(send, resendAfter)
    window.addEventListener('online', send)
    return () => {
      window.clearInterval(timer)
      window.removeEventListener('online', send)
    }
  }, [waits])
}

/** Tells what waits, one after another, until there is no answer. Called twice at once, it is done once. */
export function sendScans(): Promise<void> {
  sending ??= send().finally(() => {
    sending = null
  })
  return sending
}

async function send(): Promise<void> {
  for (const scan of scans.waiting) {
    if (!navigator.onLine) return
    change((now) => ({
      ...now,
      waiting: now.waiting.map((one) => (one.key === scan.key ? { ...one, isSent: true } : one)),
    }))
    const told = await tell(scan)
    if (told === 'later') return
    if (told === 'another') continue
    if (told) announce(`${scan.seatLabel} ${told.title}. ${told.detail}`)
    change((now) => ({
      ...now,
      waiting: now.waiting.filter(({ key }) => key !== scan.key),
      doubtful: told ? [...now.doubtful, { ...scan, ...told }] : now.doubtful,
    }))
  }
}

type Told = { title: string; detail: string } | null | 'later' | 'another'

/** What there is to say to it; null: it is as it was thought to be. Or that it waits, or waits for another person. */
async function tell(scan: QueuedScan): Promise<Told> {
  const { key, showtimeId, ticketId, reference, door, at } = scan
  try {
    const { data } = await admitTickets({
      path: { showtimeId },
      body: { door, reference, ticketIds: [ticketId], admittedAt: at },
      headers: { 'Idempotency-Key': key },
      throwOnError: true,
    })
    const ticket: DoorTicket = data.tickets[0] ?? { answer: 'unknown' }
    return ticket.answer === 'admitted' || isOwn(scan, ticket) ? null : said(ticket)
  } catch (error) {
    const { status } = error instanceof Problem ? error : { status: 0 }
    // Whoever is signed in now may keep another door; who let in comes back.
    if (status === 403) return 'another'
    if (status === 401 || isUndecided(error)) return 'later'
    return { title: '', detail: problemText(error) }
  }
}

/** Asked before the network went, let in by that, and its answer lost. */
function isOwn(scan: QueuedScan, { door, admittedAt }: DoorTicket): boolean {
  return (
    scan.isAsked &&
    door === scan.door &&
    typeof admittedAt === 'string' &&
    Math.abs(Date.parse(admittedAt) - Date.parse(scan.at)) < lostAnswer
  )
}
