import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { Wallet } from 'lucide-react'
import { getGooglePasses, type Reservation } from '@/api'
import { saveApplePasses } from '@/features/booking/tickets/ticket-files'
import { Button, buttonClass } from '@/components/ui/button'
import { announce } from '@/lib/browser/announce'
import { notify } from '@/lib/browser/notices'
import { problemText } from '@/lib/api/problem'

/** Puts the tickets into the wallet of a phone, where the cinema offers it. */
export function WalletActions({ booking }: { booking: Reservation }) {
  const apple = useMutation({
    mutationFn: () => saveApplePasses(booking),
    onSuccess: () => announce(t`The passes are saved.`),
    onError: (error) => notify(problemText(error), 'danger'),
  })
  return (
    <>
      {booking.wallets?.includes('apple') && (
        <Button busy={apple.isPending} onClick={() => apple.mutate()}>
          <Wallet aria-hidden className="size-4" />
          <Trans>Add to Apple Wallet</Trans>
        </Button>
      )}
      {booking.wallets?.includes('google') && <GoogleWallet booking={booking} />}
    </>
  )
}

/** Google takes one ticket at a time: of several, each has its link. */
function GoogleWallet({ booking: { reservationId } }: { booking: Reservation }) {
  const passes = useMutation({
    mutationFn: async () =>
      (await getGooglePasses({ path: { reservationId }, throwOnError: true })).data,
    onSuccess: (links) => {
      const [first, ...others] = links
      if (first && others.length === 0) window.location.assign(first.url)
      else announce(t`Choose a seat to add to Google Wallet.`)
    },
    onError: (error) => notify(problemText(error), 'danger'),
  })
  if (!passes.data || passes.data.length < 2) {
    return (
      <Button busy={passes.isPending} onClick={() => passes.mutate()}>
        <Wallet aria-hidden className="size-4" />
        <Trans>Add to Google Wallet</Trans>
      </Button>
    )
  }

  return (
    <section aria-label={t`Add to Google Wallet`} className="col-span-full grid gap-2">
      <p className="font-medium">
        <Trans>Add to Google Wallet</Trans>
      </p>
      <ul className="flex flex-wrap gap-2">
        {passes.data.map(({ ticketId, seatLabel, url }) => (
          <li key={ticketId}>
            <a href={url} target="_blank" rel="noreferrer" className={buttonClass()}>
              <Trans>Seat {seatLabel}</Trans>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
