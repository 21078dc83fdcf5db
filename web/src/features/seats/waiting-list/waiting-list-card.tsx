import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { WaitingPlace } from '@/api'
import { JoinForm } from '@/features/seats/waiting-list/join-form'
import { isOpen, leave, placeKey } from '@/features/seats/waiting-list/waiting-place'
import { Localized } from '@/components/localized'
import { Button } from '@/components/ui/button'
import { problemText } from '@/lib/api/problem'
import { notify } from '@/lib/browser/notices'
import { formatMoment } from '@/lib/format/dates'
import { formatCount } from '@/lib/format/number'

type WaitingListCardProps = {
  showtimeId: number
  signedIn: boolean
  place: WaitingPlace | null
  onLeft: () => void
}

/** Where one joins the waiting list of a sold-out showtime, sees how far one's place is, and leaves. */
export function WaitingListCard({ showtimeId, signedIn, place, onLeft }: WaitingListCardProps) {
  return (
    <section
      aria-labelledby="waiting-list"
      className="grid gap-3 rounded-xl border border-line bg-surface p-4"
    >
      <h2 id="waiting-list" className="font-sans text-base font-semibold tracking-normal">
        <Trans>Waiting list</Trans>
      </h2>
      <div role="status" className="grid gap-1 empty:hidden">
        {place && <PlaceWords place={place} signedIn={signedIn} />}
      </div>
      {place && isOpen(place) && (
        <LeaveButton
          showtimeId={showtimeId}
          signedIn={signedIn}
          offered={place.status === 'offered'}
          onLeft={onLeft}
        />
      )}
      {(!place || place.status === 'left') && (
        <JoinForm showtimeId={showtimeId} signedIn={signedIn} />
      )}
    </section>
  )
}

function PlaceWords({ place, signedIn }: { place: WaitingPlace; signedIn: boolean }) {
  const { offerUntil, seats, status } = place
  const number = formatCount(place.place ?? 1)
  if (status === 'waiting')
    return (
      <>
        <p className="font-semibold">
          {plural(seats, {
            one: `You wait for # seat: place ${number}.`,
            other: `You wait for # seats: place ${number}.`,
          })}
        </p>
        <p className="text-sm text-muted">
          <Trans>When your turn comes the seats are kept for you, and we write to you.</Trans>
        </p>
      </>
    )
  if (status === 'offered' && offerUntil)
    return (
      <>
        <p className="font-semibold">
          <Trans>
            It is your turn: seats are kept for you until{' '}
            <Localized>{formatMoment(Date.parse(offerUntil))}</Localized>.
          </Trans>
        </p>
        {!signedIn && (
          <p>
            <Trans>Look into your mail: the link in it opens the booking of these seats.</Trans>
          </p>
        )}
      </>
    )
  if (status === 'lapsed')
    return (
      <p>
        <Trans>Your turn is over: the seats went to the next one who waited.</Trans>
      </p>
    )
  return null
}

type LeaveButtonProps = {
  showtimeId: number
  signedIn: boolean
  offered: boolean
  onLeft: () => void
}

function LeaveButton({ showtimeId, signedIn, offered, onLeft }: LeaveButtonProps) {
  const queryClient = useQueryClient()
  const leaving = useMutation({
    mutationFn: () => leave(showtimeId, signedIn),
    onSuccess: () => {
      queryClient.setQueryData(placeKey(showtimeId, signedIn), null)
      notify(t`You are off the waiting list.`)
      onLeft()
    },
    onError: (error) => notify(problemText(error), 'danger'),
  })
  return (
    <Button
      className="justify-self-start"
      busy={leaving.isPending}
      onClick={() => leaving.mutate()}
    >
      {offered ? t`Give the seats back` : t`Leave the waiting list`}
    </Button>
  )
}
