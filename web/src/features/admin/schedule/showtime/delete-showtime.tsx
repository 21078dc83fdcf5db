import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { deleteShowtime } from '@/api'
import { bookingsOf } from '@/features/admin/schedule/showtime/conflicts'
import { currencyOptions } from '@/features/admin/shell/currency'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { formatMoney } from '@/lib/format/money'
import { notify } from '@/lib/browser/notices'
import { problemText } from '@/lib/api/problem'

type DeleteShowtimeProps = { showtimeId: number; name: string; onDeleted: () => void }

/** Takes a showtime off the schedule. What is booked for it is said first, and cancelled only when confirmed. */
export function DeleteShowtime({ showtimeId, name, onDeleted }: DeleteShowtimeProps) {
  const [open, setOpen] = useState(false)
  const queryClient = useQueryClient()
  const remove = useMutation({
    mutationFn: (cancelBookings: boolean) =>
      deleteShowtime({ path: { showtimeId }, query: { cancelBookings }, throwOnError: true }),
    onSuccess: async (_, cancelBookings) => {
      notify(
        cancelBookings
          ? t`${name} is cancelled, and so are its bookings.`
          : t`${name} is off the schedule.`,
      )
      setOpen(false)
      onDeleted()
      await queryClient.invalidateQueries()
    },
  })
  const booked = bookingsOf(remove.error)

  function dismiss() {
    setOpen(false)
    remove.reset()
  }

  return (
    <>
      <Button look="danger" onClick={() => setOpen(true)}>
        <Trash2 aria-hidden className="size-4" />
        <Trans>Delete</Trans>
      </Button>
      <ConfirmDialog
        open={open}
        title={booked ? t`People have booked this` : t`Delete ${name}?`}
        confirmLabel={booked ? t`Delete and cancel the bookings` : t`Delete showtime`}
        dismissLabel={t`Keep it`}
        busy={remove.isPending}
        onConfirm={() => remove.mutate(booked !== undefined)}
        onDismiss={dismiss}
      >
        <div aria-live="polite">
          {booked ? (
            <BookedFacts {...booked} />
          ) : remove.isError ? (
            <p className="font-semibold text-danger">{problemText(remove.error)}</p>
          ) : (
            <p>
              <Trans>
                It disappears from the schedule. If anybody has booked it, you are asked again.
              </Trans>
            </p>
          )}
        </div>
      </ConfirmDialog>
    </>
  )
}

function BookedFacts(booked: { bookings: number; tickets: number; refundDue: number }) {
  const currency = useQuery(currencyOptions)
  const facts = [
    [t`Bookings`, booked.bookings],
    [t`Tickets`, booked.tickets],
    [
      t`Money due back`,
      currency.data ? formatMoney(booked.refundDue, currency.data) : String(booked.refundDue),
    ],
  ] as const
  return (
    <>
      <dl className="grid grid-cols-[1fr_1fr_1.7fr] gap-2">
        {facts.map(([term, value]) => (
          <div key={term} className="rounded-lg bg-raised p-3">
            <dt className="text-sm">{term}</dt>
            <dd className="display text-2xl text-ink">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3">
        <Trans>
          Deleting cancels them, and the money is recorded as due back. Their tickets say so.
        </Trans>
      </p>
    </>
  )
}
