import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { findBestSeats, type Seat, type SeatProposal } from '@/api'
import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/field'
import { problemText } from '@/lib/api/problem'
import { deviceStorage } from '@/lib/browser/storage'

const sizes = [1, 2, 3, 4, 5, 6]
const usual = 2
const classKey = 'counter-class'

type PartyButtonsProps = { showtimeId: number; onFound: (proposal: SeatProposal) => void }

/** The best free seats for a party, chosen by one tap. The keyboard starts on two. */
export function PartyButtons({ showtimeId, onFound }: PartyButtonsProps) {
  const two = useRef<HTMLButtonElement>(null)
  const [seatClass, setSeatClass] = useState(() => deviceStorage.read(classKey) ?? '')
  const find = useMutation({
    mutationFn: async (count: number) =>
      (
        await findBestSeats({
          path: { showtimeId },
          query: {
            count,
            ...(seatClass !== '' && { seatClass: seatClass as Seat['seatClass'] }),
          },
          throwOnError: true,
        })
      ).data,
    onSuccess: onFound,
  })
  useEffect(() => two.current?.focus(), [])

  return (
    <section aria-labelledby="best-seats" className="grid gap-2">
      <div className="grid grid-cols-[1fr_10rem] items-center gap-3">
        <h2 id="best-seats" className="font-sans text-base font-semibold tracking-normal">
          <Trans>Best seats for</Trans>
        </h2>
        <SelectField
          hideLabel
          label={t`Class`}
          value={seatClass}
          onChange={(event) => {
            setSeatClass(event.target.value)
            deviceStorage.write(classKey, event.target.value || null)
          }}
        >
          <option value="">{t`Any class`}</option>
          <option value="standard">{t`Standard`}</option>
          <option value="premium">{t`Premium`}</option>
        </SelectField>
      </div>
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
