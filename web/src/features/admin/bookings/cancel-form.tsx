import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { cancelForCinema, type Reservation } from '@/api'
import { TicketChoice } from '@/components/ticket-choice'
import { FormError } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Field } from '@/components/ui/field'
import { once, onceMore } from '@/lib/api/idempotency'
import { Problem, problemText } from '@/lib/api/problem'
import { notify } from '@/lib/browser/notices'
import { formatMoney, sumPrices } from '@/lib/format/money'

/** Cancels a booking, or tickets of it, for the cinema: with a reason, and all that was paid due back. */
export function CancelForm({ reservation }: { reservation: Reservation }) {
  const { reservationId, tickets, currency } = reservation
  const pending = reservation.status === 'pending'
  const queryClient = useQueryClient()
  const [chosen, setChosen] = useState<readonly number[]>([])
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<{ reason?: string; tickets?: string }>({})
  const [asking, setAsking] = useState(false)
  const going = pending ? tickets : tickets.filter(({ ticketId }) => chosen.includes(ticketId))
  const seats = going.map(({ seatLabel }) => seatLabel).join(', ')
  const due = pending
    ? 0
    : sumPrices(
        going.map(({ price }) => price),
        currency,
      )

  const cancel = useMutation({
    ...onceMore,
    mutationFn: () => {
      const body = {
        reason: reason.trim(),
        ...(!pending && { ticketIds: going.map(({ ticketId }) => ticketId) }),
      }
      return once(`cancel for cinema ${reservationId}: ${JSON.stringify(body)}`, (headers) =>
        cancelForCinema({ path: { reservationId }, body, headers, throwOnError: true }),
      )
    },
    onSuccess: () => {
      const money = formatMoney(due, currency)
      notify(
        plural(going.length, {
          one: `${seats}: cancelled. ${money} is due back.`,
          other: `${seats}: cancelled. ${money} is due back.`,
        }),
      )
      setChosen([])
      setReason('')
    },
    onError: (error) => {
      if (error instanceof Problem) setWrong({ reason: error.fields['reason']?.[0] ?? '' })
    },
    onSettled: () => {
      setAsking(false)
      void queryClient.invalidateQueries()
    },
  })

  function ask() {
    const missing = {
      ...(reason.trim() === '' && { reason: t`Say why: it is kept in the audit log.` }),
      ...(going.length === 0 && { tickets: t`Choose at least one ticket.` }),
    }
    setWrong(missing)
    if (Object.keys(missing).length === 0) setAsking(true)
  }

  return (
    <section
      aria-labelledby="cancel"
      className="grid grid-cols-1 gap-4 rounded-2xl border border-line bg-surface p-6"
    >
      <h2 id="cancel" className="text-2xl">
        <Trans>Cancel for the cinema</Trans>
      </h2>
      <p className="text-muted">
        {pending
          ? t`It is not confirmed yet: it is cancelled whole, and nothing is due back.`
          : t`All of the price is due back, whatever the refund policy. Whoever booked is told by mail.`}
      </p>
      <FormError
        message={wrong.tickets ?? (cancel.isError ? problemText(cancel.error) : undefined)}
      />
      {!pending && (
        <>
          <TicketChoice
            booking={reservation}
            chosen={chosen}
            onChoose={setChosen}
            refund={({ price }) => price}
          />
          {tickets.length > 1 && (
            <Button
              className="justify-self-start"
              onClick={() => setChosen(tickets.map(({ ticketId }) => ticketId))}
            >
              <Trans>Choose all</Trans>
            </Button>
          )}
        </>
      )}
      <Field
        label={t`Reason`}
        hint={t`For the audit log; the customer is not told it.`}
        maxLength={200}
        value={reason}
        error={wrong.reason || undefined}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button look="danger" className="justify-self-start" busy={cancel.isPending} onClick={ask}>
        <Trans>Cancel tickets</Trans>
      </Button>
      <ConfirmDialog
        open={asking}
        title={t`Cancel ${seats}?`}
        confirmLabel={cancel.isPending ? t`Cancelling…` : t`Cancel for the cinema`}
        dismissLabel={t`Keep`}
        busy={cancel.isPending}
        onDismiss={() => setAsking(false)}
        onConfirm={() => cancel.mutate()}
      >
        <p>
          <Trans>
            Back on sale at once. <strong className="text-ink">{formatMoney(due, currency)}</strong>{' '}
            is due back to the customer.
          </Trans>
        </p>
      </ConfirmDialog>
    </section>
  )
}
