import { Accessibility, UserRound } from 'lucide-react'
import type { Seat } from '@/api'

const icons = { wheelchair: Accessibility, companion: UserRound }

/** The sign of a wheelchair place, or of a companion's beside one; its name says it in words. */
export function AccessibleIcon({ of }: { of: NonNullable<Seat['accessibility']> }) {
  const Icon = icons[of]
  return <Icon aria-hidden className="m-auto size-[60%]" strokeWidth={2.25} />
}
