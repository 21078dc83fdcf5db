import { t } from '@lingui/core/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useNavigate } from '@tanstack/react-router'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import type { Guest, Seat, SeatMap } from '@/api'
import { writeChoice } from '@/features/seats/choice/local-choice'
import { isNotMyTurn } from '@/features/seats/queue/queue-tickets'
import { reserveSeats } from '@/features/seats/booking/reserve-seats'
import { FormError } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { showProblem } from '@/lib/api/form-problem'
import { onceMore } from '@/lib/api/idempotency'
import { Problem } from '@/lib/api/problem'
import { displayName, email } from '@/lib/browser/form-rules'

const schema = z.object({ name: displayName, email })

type GuestFormProps = { map: SeatMap; seats: readonly Seat[] }

/** Booking without an account: a name, an address, and the seats are kept. */
export function GuestForm({ map, seats }: GuestFormProps) {
  const { showtimeId } = map.showtime
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const form = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: { name: '', email: '' },
  })
  const { errors } = form.formState

  const reserve = useMutation({
    ...onceMore,
    mutationFn: (guest: Guest) => reserveSeats(map, seats, guest),
    onSuccess: async ({ reservationId }) => {
      writeChoice(showtimeId, [])
      await navigate({
        to: '/checkout/$reservationId',
        params: { reservationId: String(reservationId) },
        replace: true,
      })
    },
    onError: async (error) => {
      if (
        !(error instanceof Problem) ||
        !(error.status === 409 || isNotMyTurn(error, map.waitingRoomId)) ||
        error.code === 'hold_limit' ||
        error.code === 'address_limit'
      ) {
        showProblem(error, form.setError, ['name', 'email'])
        return
      }
      // The map knows best what is still free: it names the seats that are gone and keeps the others.
      await queryClient.invalidateQueries()
      await navigate({
        to: '/showtimes/$showtimeId',
        params: { showtimeId: String(showtimeId) },
        replace: true,
      })
    },
  })

  return (
    <form
      noValidate
      aria-labelledby="as-guest"
      className="grid gap-5"
      onSubmit={(event) =>
        void form.handleSubmit((guest) => {
          if (!reserve.isPending) reserve.mutate(guest)
        })(event)
      }
    >
      <FormError message={errors.root?.message} />
      <Field
        label={t`Name`}
        autoComplete="name"
        error={errors.name?.message}
        {...form.register('name')}
      />
      <Field
        label={t`Email`}
        type="email"
        autoComplete="email"
        hint={t`With the reference, it finds your booking again.`}
        error={errors.email?.message}
        {...form.register('email')}
      />
      <Button type="submit" look="primary" className="min-h-13! text-lg" busy={reserve.isPending}>
        {reserve.isPending ? t`Keeping your seats…` : t`Continue as a guest`}
      </Button>
    </form>
  )
}
