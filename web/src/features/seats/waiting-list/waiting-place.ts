import { queryOptions } from '@tanstack/react-query'
import {
  getWaitingPlace,
  joinWaitingList,
  leaveWaitingList,
  type JoinWaitingListRequest,
  type WaitingPlace,
} from '@/api'
import { once } from '@/lib/api/idempotency'
import { Problem } from '@/lib/api/problem'
import { deviceStorage } from '@/lib/browser/storage'

/** A guest's ticket opens the place they got here: it is kept on the device, as the place lasts for days. */
const stored = (showtimeId: number) => `waiting-list:${showtimeId}`

const refetchEvery = 15_000

export const placeKey = (showtimeId: number, signedIn: boolean) => [
  'waiting-list',
  showtimeId,
  signedIn,
]

/** One's place on the waiting list of a showtime; null without one. */
export const waitingPlace = (showtimeId: number, signedIn: boolean) =>
  queryOptions({
    queryKey: placeKey(showtimeId, signedIn),
    queryFn: () => readPlace(showtimeId, signedIn),
    refetchInterval: ({ state }) => isOpen(state.data) && refetchEvery,
  })

export function isOpen(place: WaitingPlace | null | undefined): boolean {
  return place?.status === 'waiting' || place?.status === 'offered'
}

async function readPlace(showtimeId: number, signedIn: boolean): Promise<WaitingPlace | null> {
  const headers = ticketHeader(showtimeId, signedIn)
  if (!signedIn && headers === undefined) return null
  try {
    const { data } = await getWaitingPlace({ path: { showtimeId }, headers, throwOnError: true })
    return keep(data)
  } catch (error) {
    if (!(error instanceof Problem) || (error.status !== 404 && error.status !== 400)) throw error
    return null
  }
}

export async function join(
  showtimeId: number,
  body: JoinWaitingListRequest,
): Promise<WaitingPlace> {
  return once(`wait ${showtimeId} ${JSON.stringify(body)}`, async (headers) => {
    const { data } = await joinWaitingList({
      path: { showtimeId },
      body,
      headers,
      throwOnError: true,
    })
    return keep(data)
  })
}

export async function leave(showtimeId: number, signedIn: boolean): Promise<void> {
  const headers = ticketHeader(showtimeId, signedIn)
  await leaveWaitingList({ path: { showtimeId }, headers, throwOnError: true })
  deviceStorage.write(stored(showtimeId), null)
}

function ticketHeader(showtimeId: number, signedIn: boolean) {
  const ticket = signedIn ? null : deviceStorage.read(stored(showtimeId))
  return ticket === null ? undefined : { 'Waiting-List-Ticket': ticket }
}

function keep(place: WaitingPlace): WaitingPlace {
  if (place.ticket) deviceStorage.write(stored(place.showtimeId), place.ticket)
  return place
}
