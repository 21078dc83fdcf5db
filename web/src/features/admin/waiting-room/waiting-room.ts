import {
  closeMovieWaitingRoom,
  closeShowtimeWaitingRoom,
  getMovieWaitingRoom,
  getShowtimeWaitingRoom,
  openMovieWaitingRoom,
  openShowtimeWaitingRoom,
  type WaitingRoomRequest,
  type WaitingRoomState,
} from '@/api'
import { Problem } from '@/lib/api/problem'

/** Whose a waiting room is. */
export type RoomOwner = { showtimeId: number } | { movieId: number }

/** How often the figures of a room are read while a manager looks at them. */
const every = 5_000

export const waitingRoom = (owner: RoomOwner) => ({
  queryKey: ['waiting-room', owner],
  queryFn: () => read(owner),
  refetchInterval: every,
})

async function read(owner: RoomOwner): Promise<WaitingRoomState | null> {
  try {
    const { data } =
      'movieId' in owner
        ? await getMovieWaitingRoom({ path: owner, throwOnError: true })
        : await getShowtimeWaitingRoom({ path: owner, throwOnError: true })
    return data
  } catch (error) {
    if (error instanceof Problem && error.code === 'no_waiting_room') return null
    throw error
  }
}

export async function openRoom(owner: RoomOwner, body: WaitingRoomRequest) {
  const { data } =
    'movieId' in owner
      ? await openMovieWaitingRoom({ path: owner, body, throwOnError: true })
      : await openShowtimeWaitingRoom({ path: owner, body, throwOnError: true })
  return data
}

export async function closeRoom(owner: RoomOwner): Promise<void> {
  if ('movieId' in owner) await closeMovieWaitingRoom({ path: owner, throwOnError: true })
  else await closeShowtimeWaitingRoom({ path: owner, throwOnError: true })
}
