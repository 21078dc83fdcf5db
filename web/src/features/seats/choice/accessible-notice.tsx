import { plural } from '@lingui/core/macro'
import type { Seat } from '@/api'
import { listLabels } from '@/features/seats/map/seat-names'

/** What somebody should know of the wheelchair and companion places of their choice, before they sit on the floor. */
export function AccessibleNotice({
  chosen,
  signedIn,
}: {
  chosen: readonly Seat[]
  signedIn: boolean
}) {
  const wheelchairs = chosen.filter((seat) => seat.accessibility === 'wheelchair')
  // Whoever is signed in was told by the server, which knows what else is theirs and what time it is.
  const companions = signedIn ? [] : chosen.filter((seat) => seat.accessibility === 'companion')
  const labels = listLabels(wheelchairs)
  const beside = listLabels(companions)
  return (
    <div role="status" className="empty:hidden">
      {(wheelchairs.length > 0 || companions.length > 0) && (
        <p className="rounded-xl border border-control px-4 py-2 leading-snug">
          {wheelchairs.length > 0 &&
            plural(wheelchairs.length, {
              one: `${labels} has no chair: it is the place of somebody in a wheelchair.`,
              other: `${labels} have no chairs: they are the places of people in wheelchairs.`,
            })}{' '}
          {companions.length > wheelchairs.length &&
            plural(companions.length, {
              one: `${beside} is sold together with a wheelchair place, until shortly before the start.`,
              other: `${beside} are sold together with wheelchair places, until shortly before the start.`,
            })}
        </p>
      )}
    </div>
  )
}
