import type { Seat } from '@/api'

/** Places for wheelchairs and beside them are left to those who need them. */
export const isForGroups = (seat: Seat) => !seat.accessibility

const rowWeight = 1.5
const bestDepth = 5

type Row = { seats: readonly Seat[] }

/**
 * The best free seats for a group of any size: as few neighbouring rows as have room, and in them the seats nearest to the middle, so
 * that a class sits as a block (isForGroups). Fewer than wanted: all that are free.
 */
export function bestBlock(
  rows: readonly Row[],
  count: number,
  isFree: (seat: Seat) => boolean,
): Seat[] {
  const free = rows.map(({ seats }, depth) => {
    const middle = (seats.length - 1) / 2
    return seats.flatMap((seat, index) =>
      isFree(seat) && isForGroups(seat)
        ? [{ seat, depth, aside: Math.abs(index - middle), index }]
        : [],
    )
  })
  for (let height = 1; height <= rows.length; height++) {
    const blocks = free
      .slice(0, rows.length - height + 1)
      .map((_, front) => free.slice(front, front + height).flat())
      .filter((block) => block.length >= count)
      .map((block) =>
        block
          .sort((one, other) => one.aside - other.aside || other.depth - one.depth)
          .slice(0, count),
      )
    const best = blocks
      .map((block) => ({
        block,
        distance: block.reduce(
          (sum, { depth, aside }) => sum + ((depth - bestDepth) * rowWeight) ** 2 + aside ** 2,
          0,
        ),
      }))
      .sort((one, other) => one.distance - other.distance)[0]
    if (best) {
      return best.block
        .sort((one, other) => one.depth - other.depth || one.index - other.index)
        .map(({ seat }) => seat)
    }
  }
  return free.flat().map(({ seat }) => seat)
}
