import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import type { JoinWaitingListRequest } from '@/api'
import { join, placeKey } from '@/features/seats/waiting-list/waiting-place'
import { FormError } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { Field, SelectField } from '@/components/ui/field'
import { showProblem } from '@/lib/api/form-problem'
import { onceMore } from '@/lib/api/idempotency'
import { displayName, email } from '@/lib/browser/form-rules'

const most = 10
const ofUser = z.object({ seats: z.string(), name: z.string(), email: z.string() })
const ofGuest = z.object({ seats: z.string(), name: displayName, email })

/** How many seats one waits for; who has no account says who they are. */
export function JoinForm({ showtimeId, signedIn }: { showtimeId: number; signedIn: boolean }) {
  const queryClient = useQueryClient()
  const form = useForm({
    resolver: standardSchemaResolver(signedIn ? ofUser : ofGuest),
    defaultValues: { seats: '2', name: '', email: '' },
  })
  const { errors } = form.formState
  const joining = useMutation({
    ...onceMore,
    mutationFn: (body: JoinWaitingListRequest) => join(showtimeId, body),
    onSuccess: (place) => queryClient.setQueryData(placeKey(showtimeId, signedIn), place),
    onError: async (error) => {
      showProblem(error, form.setError, ['name', 'email'])
      await queryClient.invalidateQueries({ queryKey: placeKey(showtimeId, signedIn) })
    },
  })

  const submit = form.handleSubmit(({ seats, name, email }) => {
    const guest = signedIn ? {} : { guest: { name, email } }
    if (!joining.isPending) joining.mutate({ seats: Number(seats), ...guest })
  })

  return (
    <form noValidate className="grid gap-3" onSubmit={(event) => void submit(event)}>
      <p>
        <Trans>
          Sold out. When seats come free, the first in line gets them kept for a while, and an email
          that leads to them.
        </Trans>
      </p>
      <FormError message={errors.root?.message} />
      <SelectField label={t`Seats`} {...form.register('seats')}>
        {Array.from({ length: most }, (_, index) => (
          <option key={index} value={index + 1}>
            {index + 1}
          </option>
        ))}
      </SelectField>
      {!signedIn && (
        <>
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
            hint={t`The offer goes there.`}
            error={errors.email?.message}
            {...form.register('email')}
          />
        </>
      )}
      <Button type="submit" look="primary" busy={joining.isPending}>
        {joining.isPending ? t`One moment…` : t`Join the waiting list`}
      </Button>
    </form>
  )
}
