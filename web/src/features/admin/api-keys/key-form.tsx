import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { createApiKey, type ApiKeyScope, type NewApiKey } from '@/api'
import { listAllCinemasOptions } from '@/api/@tanstack/react-query.gen'
import { scopeNames, scopes } from '@/features/admin/api-keys/scopes'
import { FormError } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { Field, SelectField } from '@/components/ui/field'
import { showProblem } from '@/lib/api/form-problem'
import { serverNow } from '@/lib/time/server-clock'

const day = 24 * 60 * 60 * 1000
const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1, t`Say whose key it is.`), z.maxLength(60)),
  scopes: z.array(z.string()).check(z.minLength(1, t`Choose at least one.`)),
  cinemaIds: z.array(z.string()),
  days: z.string(),
})

type KeyFormProps = { onMade: (key: NewApiKey) => void }

export function KeyForm({ onMade }: KeyFormProps) {
  const cinemas = useQuery(listAllCinemasOptions({ query: { pageSize: 100 } }))
  const form = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: {
      name: '',
      scopes: ['movies:read', 'bookings:write', 'bookings:read'] as string[],
      cinemaIds: [] as string[],
      days: '365',
    },
  })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async ({ name, scopes, cinemaIds, days }) => {
    try {
      const { data } = await createApiKey({
        body: {
          name,
          scopes: scopes as ApiKeyScope[],
          cinemaIds: cinemaIds.map(Number),
          expiresAt: days === '' ? null : new Date(serverNow() + Number(days) * day).toISOString(),
        },
        throwOnError: true,
      })
      onMade(data)
    } catch (error) {
      showProblem(error, form.setError, ['name', 'scopes', 'cinemaIds'])
    }
  })

  return (
    <form
      noValidate
      aria-label={t`Make a key`}
      className="grid max-w-4xl grid-cols-1 items-start gap-5 sm:grid-cols-2"
      onSubmit={(event) => void submit(event)}
    >
      {errors.root && (
        <div className="sm:col-span-2">
          <FormError message={errors.root.message} />
        </div>
      )}
      <Field
        label={t`Whose, and for what`}
        autoComplete="off"
        maxLength={60}
        error={errors.name?.message}
        {...form.register('name')}
      />
      <SelectField label={t`Good for`} {...form.register('days')}>
        <option value="30">
          <Trans>30 days</Trans>
        </option>
        <option value="90">
          <Trans>90 days</Trans>
        </option>
        <option value="365">
          <Trans>A year</Trans>
        </option>
        <option value="">
          <Trans>Until it is revoked</Trans>
        </option>
      </SelectField>
      <Choices legend={t`It may`} error={errors.scopes?.message}>
        {scopes.map((scope) => (
          <label key={scope} className="flex min-h-11 items-center gap-3">
            <input
              type="checkbox"
              value={scope}
              className="size-5 shrink-0 accent-accent"
              {...form.register('scopes')}
            />
            <span>
              {scopeNames[scope]} <span className="font-mono text-sm text-muted">{scope}</span>
            </span>
          </label>
        ))}
      </Choices>
      <Choices legend={t`At these cinemas; none: at all`} error={errors.cinemaIds?.message}>
        {cinemas.data?.items.map((cinema) => (
          <label key={cinema.cinemaId} className="flex min-h-11 items-center gap-3">
            <input
              type="checkbox"
              value={String(cinema.cinemaId)}
              className="size-5 shrink-0 accent-accent"
              {...form.register('cinemaIds')}
            />
            {cinema.name}
          </label>
        ))}
      </Choices>
      <div>
        <Button type="submit" look="primary" busy={isSubmitting}>
          <Trans>Make the key</Trans>
        </Button>
      </div>
    </form>
  )
}

type ChoicesProps = { legend: string; error: string | undefined; children: ReactNode }

function Choices({ legend, error, children }: ChoicesProps) {
  return (
    <fieldset className="grid min-w-0 grid-cols-1">
      <legend className="mb-1 font-semibold">{legend}</legend>
      <div className="max-h-60 overflow-y-auto">{children}</div>
      <FormError message={error} />
    </fieldset>
  )
}
