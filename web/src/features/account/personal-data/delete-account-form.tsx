import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { deleteAccount } from '@/api'
import { FormError } from '@/components/form-frame'
import { Localized } from '@/components/localized'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { showProblem } from '@/lib/api/form-problem'
import { ownBookings } from '@/lib/api/own-bookings'
import { knownPassword } from '@/lib/browser/form-rules'
import { notify } from '@/lib/browser/notices'
import { formatDayAndTime } from '@/lib/format/dates'
import { signedOut } from '@/lib/session/session'
import { serverNow } from '@/lib/time/server-clock'

const schema = z.object({ password: knownPassword, keepBookings: z.boolean() })

/** The end of an account: what goes, what stays, and what becomes of bookings to come, before the password is asked for. */
export function DeleteAccountForm() {
  const navigate = useNavigate()
  const own = useQuery({ ...ownBookings, staleTime: 0 })
  const upcoming = (own.data?.items ?? []).filter(
    ({ status, showtime }) => status === 'confirmed' && Date.parse(showtime.endsAt) > serverNow(),
  )
  const form = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: { password: '', keepBookings: false },
  })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (body) => {
    try {
      await deleteAccount({ body, throwOnError: true })
      await navigate({ to: '/' })
      signedOut()
      notify(t`Your account is deleted.`)
    } catch (error) {
      showProblem(error, form.setError, ['password'])
      void own.refetch()
    }
  })

  return (
    <form
      noValidate
      aria-label={t`Delete your account`}
      className="grid gap-5 rounded-2xl border border-danger bg-surface p-6 sm:p-8"
      onSubmit={(event) => void submit(event)}
    >
      <h2 className="text-2xl">
        <Trans>Delete account</Trans>
      </h2>
      <p className="text-muted">
        <Trans>
          Your name, address and password are gone for good, and you are signed out everywhere.
          Seats that you hold go back on sale. What was sold stays on record, without you.
        </Trans>
      </p>
      {upcoming.length > 0 && (
        <div className="grid gap-3 rounded-xl border border-control p-4">
          <p className="font-semibold">
            <Trans>You have tickets for shows to come:</Trans>
          </p>
          <ul className="grid gap-1">
            {upcoming.map(({ reservationId, reference, showtime }) => (
              <li key={reservationId}>
                <Link
                  to="/reservations/$reservationId"
                  params={{ reservationId: String(reservationId) }}
                  className="link inline-flex min-h-6 flex-wrap items-center gap-x-2"
                >
                  <span>{showtime.movieTitle},</span>
                  <Localized>{formatDayAndTime(showtime.startsAt)}</Localized>
                  <span>({reference})</span>
                </Link>
              </li>
            ))}
          </ul>
          <p className="text-muted">
            <Trans>
              Cancel them first if you do not want them. If you keep them, save the tickets: they
              let you in, but nobody can open or cancel these bookings any more, and no mail tells
              you of a change.
            </Trans>
          </p>
          <label className="flex min-h-11 items-center gap-3 font-medium">
            <input
              type="checkbox"
              className="size-5 shrink-0 accent-accent"
              {...form.register('keepBookings')}
            />
            <Trans>Keep these bookings without me</Trans>
          </label>
        </div>
      )}
      <FormError message={errors.root?.message} />
      <Field
        label={t`Password`}
        type="password"
        autoComplete="current-password"
        error={errors.password?.message}
        {...form.register('password')}
      />
      <Button type="submit" look="danger" className="justify-self-start" busy={isSubmitting}>
        <Trans>Delete my account</Trans>
      </Button>
    </form>
  )
}
