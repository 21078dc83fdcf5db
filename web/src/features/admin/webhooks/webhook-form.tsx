import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useQuery } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { createWebhook, type EventType, type NewWebhookSecret } from '@/api'
import { listApiKeysOptions } from '@/api/@tanstack/react-query.gen'
import { eventTypes } from '@/features/admin/webhooks/event-types'
import { FormError } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { Field, SelectField } from '@/components/ui/field'
import { showProblem } from '@/lib/api/form-problem'
import { serverNow } from '@/lib/time/server-clock'

const schema = z.object({
  keyId: z.string().check(z.minLength(1, t`Choose a key.`)),
  url: z.string().check(z.trim(), z.minLength(1, t`Say where to deliver.`), z.maxLength(500)),
  types: z.array(z.string()),
})

type WebhookFormProps = { onMade: (made: NewWebhookSecret) => void }

export function WebhookForm({ onMade }: WebhookFormProps) {
  const keys = useQuery(listApiKeysOptions({ query: { pageSize: 100 } }))
  const form = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: { keyId: '', url: '', types: [] as string[] },
  })
  const { errors, isSubmitting } = form.formState
  const able = keys.data?.items.filter(
    ({ scopes, revokedAt, expiresAt }) =>
      scopes.includes('events:read') &&
      !revokedAt &&
      (!expiresAt || Date.parse(expiresAt) > serverNow()),
  )

  const submit = form.handleSubmit(async ({ keyId, url, types }) => {
    try {
      const { data } = await createWebhook({
        body: { keyId: Number(keyId), url, types: types as EventType[] },
        throwOnError: true,
      })
      onMade(data)
    } catch (error) {
      showProblem(error, form.setError, ['keyId', 'url'])
    }
  })

  return (
    <form
      noValidate
      aria-label={t`Add a webhook`}
      className="grid max-w-4xl grid-cols-1 items-start gap-5 sm:grid-cols-2"
      onSubmit={(event) => void submit(event)}
    >
      {errors.root && (
        <div className="sm:col-span-2">
          <FormError message={errors.root.message} />
        </div>
      )}
      <SelectField label={t`For the key`} error={errors.keyId?.message} {...form.register('keyId')}>
        <option value="">
          <Trans>Choose a key that reads events</Trans>
        </option>
        {able?.map((key) => (
          <option key={key.keyId} value={key.keyId}>
            {key.name}
          </option>
        ))}
      </SelectField>
      <Field
        label={t`Address`}
        type="url"
        autoComplete="off"
        placeholder="https://"
        error={errors.url?.message}
        {...form.register('url')}
      />
      <fieldset className="min-w-0 sm:col-span-2">
        <legend className="mb-1 font-semibold">
          <Trans>Of these events; none: of all but seats.changed</Trans>
        </legend>
        <div className="grid grid-cols-1 gap-x-5 sm:grid-cols-2 lg:grid-cols-3">
          {eventTypes.map((type) => (
            <label key={type} className="flex min-h-11 items-center gap-3 font-mono text-sm">
              <input
                type="checkbox"
                value={type}
                className="size-5 shrink-0 accent-accent"
                {...form.register('types')}
              />
              {type}
            </label>
          ))}
        </div>
      </fieldset>
      <div>
        <Button type="submit" look="primary" busy={isSubmitting}>
          <Trans>Add the webhook</Trans>
        </Button>
      </div>
    </form>
  )
}
