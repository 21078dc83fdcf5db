import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useQueryClient } from '@tanstack/react-query'
import { useForm, useWatch } from 'react-hook-form'
import { createTicketKind, replaceTicketKind, type TicketKind, type TicketKindList } from '@/api'
import {
  fieldsOf,
  kindFields,
  preview,
  ratings,
  requestOf,
  weekdays,
} from '@/features/admin/cinemas/kinds/kind-fields'
import { dayNames } from '@/features/admin/cinemas/kinds/day-names'
import { UnsavedGuard } from '@/features/admin/shell/unsaved-guard'
import { Button } from '@/components/ui/button'
import { Field, SelectField } from '@/components/ui/field'
import { FormError } from '@/components/form-frame'
import { showProblem } from '@/lib/api/form-problem'
import { once } from '@/lib/api/idempotency'
import { notify } from '@/lib/browser/notices'
import { formatMoney } from '@/lib/format/money'

type KindFormProps = { table: TicketKindList; kind?: TicketKind | undefined; onDone: () => void }

/** A new kind of tickets, or what one is to be. */
export function KindForm({ table, kind, onDone }: KindFormProps) {
  const { cinemaId, currency } = table
  const queryClient = useQueryClient()
  const form = useForm({
    resolver: standardSchemaResolver(kindFields),
    defaultValues: fieldsOf(kind),
  })
  const { errors, isSubmitting } = form.formState
  const [rule, amount] = useWatch({ control: form.control, name: ['rule', 'amount'] })
  const prices = preview({ rule, amount }, table)
  const title = kind ? t`Change ${kind.name}` : t`New kind of tickets`

  const submit = form.handleSubmit(async (fields) => {
    const body = requestOf(fields)
    try {
      const { data } = kind
        ? await replaceTicketKind({
            path: { cinemaId, kindId: kind.kindId },
            body,
            throwOnError: true,
          })
        : await once(`add kind ${cinemaId} ${JSON.stringify(body)}`, (headers) =>
            createTicketKind({ path: { cinemaId }, body, headers, throwOnError: true }),
          )
      form.reset(fieldsOf(undefined))
      await queryClient.invalidateQueries()
      notify(t`${data.name} is saved.`)
      onDone()
    } catch (error) {
      showProblem(error, form.setError, [
        'name',
        'note',
        'weekdays',
        'startsFrom',
        'startsBefore',
        'position',
      ])
    }
  })

  return (
    <form
      noValidate
      aria-label={title}
      className="grid gap-4 rounded-xl border border-line bg-surface p-4 sm:grid-cols-2 sm:items-start"
      onSubmit={(event) => void submit(event)}
    >
      <h3 className="text-lg sm:col-span-full">{title}</h3>
      <UnsavedGuard control={form.control} />
      <div className="sm:col-span-full">
        <FormError message={errors.root?.message} />
      </div>
      <Field label={t`Name of the kind`} error={errors.name?.message} {...form.register('name')} />
      <Field
        label={t`For whom`}
        placeholder={t`up to 11`}
        error={errors.note?.message}
        {...form.register('note')}
      />
      <SelectField label={t`Price`} {...form.register('rule')}>
        <option value="percent">
          <Trans>A percentage of the full price</Trans>
        </option>
        <option value="fixed">
          <Trans>A fixed price, for standard seats</Trans>
        </option>
      </SelectField>
      <Field
        label={rule === 'percent' ? t`Percent of the full price` : t`Price in ${currency}`}
        inputMode="decimal"
        autoComplete="off"
        error={errors.amount?.message}
        {...form.register('amount')}
      />
      <p role="status" className="text-muted sm:col-span-full">
        {prices && (
          <>
            <Trans>Today in 2D: standard {formatMoney(prices.standard, currency)}</Trans>
            {prices.premium !== null && (
              <>
                {', '}
                <Trans>premium {formatMoney(prices.premium, currency)}</Trans>
              </>
            )}
          </>
        )}
      </p>
      <fieldset className="grid gap-2 sm:col-span-full">
        <legend className="mb-1 font-semibold">
          <Trans>Days</Trans>
        </legend>
        <div className="flex flex-wrap gap-x-5 gap-y-1">
          {weekdays.map((day) => (
            <label key={day} className="flex min-h-11 items-center gap-2">
              <input
                type="checkbox"
                className="size-5 accent-accent"
                value={day}
                {...form.register('weekdays')}
              />
              {dayNames[day]}
            </label>
          ))}
        </div>
        {errors.weekdays?.message && (
          <p className="text-sm font-semibold text-danger">{errors.weekdays.message}</p>
        )}
      </fieldset>
      <Field
        type="time"
        label={t`Shows from`}
        error={errors.startsFrom?.message}
        {...form.register('startsFrom')}
      />
      <Field
        type="time"
        label={t`Shows before`}
        error={errors.startsBefore?.message}
        {...form.register('startsBefore')}
      />
      <SelectField label={t`Films rated up to`} {...form.register('highestRating')}>
        <option value="">{t`any rating`}</option>
        {ratings.map((rating) => (
          <option key={rating}>{rating}</option>
        ))}
      </SelectField>
      <Field
        label={t`Place in the list`}
        inputMode="numeric"
        error={errors.position?.message}
        {...form.register('position')}
      />
      <div className="flex flex-wrap gap-3 sm:col-span-full">
        <Button type="submit" busy={isSubmitting}>
          <Trans>Save kind</Trans>
        </Button>
        {kind && (
          <Button
            onClick={() => {
              form.reset()
              onDone()
            }}
          >
            <Trans>Keep it as it is</Trans>
          </Button>
        )}
      </div>
    </form>
  )
}
