import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { Sparkles } from 'lucide-react'
import { useState } from 'react'
import { findBestSeats, type Seat, type SeatProposal } from '@/api'
import { describeProposal } from '@/features/seats/best/best-seats'
import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/field'
import { problemText } from '@/lib/api/problem'

const most = 10

type BestSeatsFormProps = {
  showtimeId: number
  proposal: SeatProposal | undefined
  /** Whether all proposed seats are still to be had. */
  isFree: boolean
  onPropose: (proposal: SeatProposal | undefined) => void
  onTake: (seats: Seat[]) => void
}

/** Finds the best free seats for a party; they are shown on the map before anybody takes them. */
export function BestSeatsForm(props: BestSeatsFormProps) {
  const { showtimeId, proposal } = props
  const [count, setCount] = useState(2)
  const [seatClass, setSeatClass] = useState('')

  const find = useMutation({
    mutationFn: async () => {
      const query = {
        count,
        ...(seatClass !== '' && { seatClass: seatClass as Seat['seatClass'] }),
      }
      return (await findBestSeats({ path: { showtimeId }, query, throwOnError: true })).data
    },
    onMutate: () => props.onPropose(undefined),
    onSuccess: (found) => props.onPropose(found),
  })

  return (
    <section
      aria-labelledby="best-seats"
      className="grid gap-x-4 gap-y-2.5 rounded-xl border border-line bg-surface p-3 sm:p-4"
    >
      <h2 id="best-seats" className="font-sans text-base font-semibold tracking-normal">
        <Trans>Best seats together</Trans>
      </h2>
      <form
        className="grid grid-cols-[4.75rem_1fr_auto] gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          if (!find.isPending) find.mutate()
        }}
      >
        <SelectField
          hideLabel
          label={t`How many people`}
          value={count}
          onChange={(event) => setCount(Number(event.target.value))}
        >
          {Array.from({ length: most }, (_, index) => (
            <option key={index} value={index + 1}>
              {index === 0 ? t`One` : index + 1}
            </option>
          ))}
        </SelectField>
        <SelectField
          hideLabel
          label={t`Class`}
          value={seatClass}
          onChange={(event) => setSeatClass(event.target.value)}
        >
          <option value="">
            <Trans>Any class</Trans>
          </option>
          <option value="standard">
            <Trans>Standard</Trans>
          </option>
          <option value="premium">
            <Trans>Premium</Trans>
          </option>
        </SelectField>
        <Button type="submit" busy={find.isPending}>
          <Sparkles aria-hidden className="size-4" />
          <Trans>Find</Trans>
        </Button>
      </form>
      <div role="status" className="empty:hidden">
        {find.isError && <p className="font-medium text-danger">{problemText(find.error)}</p>}
        {proposal && (
          <p className="font-medium">
            {props.isFree
              ? describeProposal(proposal)
              : t`One of these seats has just been taken. Find again for the next best.`}
          </p>
        )}
      </div>
      {proposal && props.isFree && (
        <Button look="primary" onClick={() => props.onTake(proposal.seats)}>
          {plural(proposal.seats.length, { one: 'Take this seat', other: 'Take these seats' })}
        </Button>
      )}
    </section>
  )
}
