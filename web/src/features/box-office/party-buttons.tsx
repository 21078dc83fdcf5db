import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { findBestSeats, type SeatProposal } from '@/api'
import { Button } from '@/components/ui/button'
import { problemText } from '@/lib/api/problem'

const sizes = [1, 2, 3, 4, 5, 6]
const usual = 2

type PartyButtonsProps = { showtimeId: number; onFound: (proposal: SeatProposal) => void }

/** The best free seats for a party, chosen by one tap. The keyboard starts on two. */
export function PartyButtons({ showtimeId, onFound }: PartyButtonsProps) {
  const two = useRef<HTMLButtonElement>(null)
  const find = useMutation({
    mutationFn: async (count: number) =>
      (await findBestSeats({ path: { showtimeId }, query: { count }, throwOnError: true })).data,
    onSuccess: onFound,
  })
  useEffect(() => two.current?.focus(), [])

  return (
    <section aria-labelledby="best-seats" className="grid gap-2">
      <h2 id="best-seats" className="font-sans text-base font-semibold tracking-normal">
        <Trans>Best seats for</Trans>
      </h2>
      <div className="grid grid-cols-6 gap-2">
        {sizes.map((size) => (
          <Button
            key={size}
            ref={size === usual ? two : undefined}
            className="display px-0! text-xl"
            busy={find.isPending}
            aria-label={plural(size, {
              one: 'Best seat for # person',
              other: 'Best seats for # people',
            })}
            onClick={() => find.mutate(size)}
          >
            {size}
          </Button>
        ))}
      </div>
      <div role="status" className="empty:hidden">
        {find.isError && <p className="font-medium text-danger">{problemText(find.error)}</p>}
        {find.data?.isSplit && (
          <p className="font-medium">{t`Not together: no row has so many free seats.`}</p>
        )}
      </div>
    </section>
  )
}
