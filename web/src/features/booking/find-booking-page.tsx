import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { Link, useNavigate } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { lookUpReservation } from '@/api'
import { FormError, FormFrame } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { showProblem } from '@/lib/api/form-problem'
import { rememberGuestAccess } from '@/lib/session/guest-access'
import { Problem } from '@/lib/api/problem'
import { email, reference } from '@/lib/browser/form-rules'

const schema = z.object({ reference, email })

/** The way back to a booking made without an account. */
export function FindBookingPage() {
  const navigate = useNavigate()
  const form = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: { reference: '', email: '' },
  })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (body) => {
    try {
      const { data } = await lookUpReservation({ body, throwOnError: true })
      if (data.accessToken) rememberGuestAccess(data.reservationId, data.accessToken)
      await navigate({
        to: '/reservations/$reservationId',
        params: { reservationId: String(data.reservationId) },
      })
    } catch (error) {
      if (error instanceof Problem && error.status === 404) form.setError('root', { message: none })
      else showProblem(error, form.setError, ['reference', 'email'])
    }
  })

  return (
    <FormFrame
      title={t`Find a booking`}
      lead={t`Booked without an account? The reference and your email address bring the ticket back.`}
      other={
        <p>
          <Trans>Booked with an account? </Trans>
          <Link to="/tickets" className="link font-semibold">
            <Trans>See my tickets</Trans>
          </Link>
        </p>
      }
    >
      <form noValidate className="grid gap-5" onSubmit={(event) => void submit(event)}>
        <FormError message={errors.root?.message} />
        <Field
          label={t`Reference`}
          hint={t`Ten letters and digits, like K7PX4MRW2T.`}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          error={errors.reference?.message}
          {...form.register('reference')}
        />
        <Field
          label={t`Email`}
          type="email"
          autoComplete="email"
          hint={t`The one you gave when booking.`}
          error={errors.email?.message}
          {...form.register('email')}
        />
        <Button type="submit" look="primary" busy={isSubmitting}>
          {isSubmitting ? t`Looking…` : t`Find my booking`}
        </Button>
      </form>
    </FormFrame>
  )
}

const none = t`No booking has this reference and email address. Check both; a booking can be found until a day after its show.`
