import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { updateFares, type FareTable } from '@/api'
import { getFaresQueryKey } from '@/api/@tanstack/react-query.gen'
import { changesOf, fareFields, inForce } from '@/features/admin/fares/fare-fields'
import { UnsavedGuard } from '@/features/admin/shell/unsaved-guard'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/form-frame'
import { formatDate } from '@/lib/format/dates'
import { showProblem } from '@/lib/api/form-problem'
import { notify } from '@/lib/browser/notices'

const prices = [
  ['standard', t`Standard`],
  ['premium', t`Premium`],
] as const
const factors = ['2D', '3D', 'IMAX'] as const

/** Sets prices for shows from a day on. */
export function FareForm({ table }: { table: FareTable }) {
  const queryClient = useQueryClient()
  const form = useForm({
    resolver: standardSchemaResolver(fareFields(table.currency)),
    defaultValues: { validFrom: table.today, ...inForce(table, table.today) },
  })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (fields) => {
    const body = changesOf(fields, table)
    if (!body) {
      form.setError('root', { message: t`These are the prices of that day already.` })
      return
    }
    try {
      const { data } = await updateFares({ body, throwOnError: true })
      queryClient.setQueryData(getFaresQueryKey(), data)
      form.reset(fields)
      notify(t`The prices hold for shows from ${formatDate(fields.validFrom)} on.`)
    } catch (error) {
      showProblem(error, form.setError, ['validFrom'])
    }
  })

  return (
    <form
      noValidate
      aria-labelledby="new-prices"
      className="grid gap-5 rounded-2xl border border-line bg-surface p-6"
      onSubmit={(event) => void submit(event)}
    >
      <h2 id="new-prices" className="text-2xl">
        <Trans>New prices</Trans>
      </h2>
      <UnsavedGuard control={form.control} />
      <FormError message={errors.root?.message} />
      <Field
        label={t`For shows from`}
        type="date"
        min={table.today}
        error={errors.validFrom?.message}
        {...form.register('validFrom')}
      />
      <fieldset className="grid grid-cols-2 gap-4">
        <legend className="mb-2 font-semibold text-muted">
          <Trans>Base price in {table.currency}</Trans>
        </legend>
        {prices.map(([name, label]) => (
          <Field
            key={name}
            label={label}
            inputMode="decimal"
            autoComplete="off"
            error={errors[name]?.message}
            {...form.register(name)}
          />
        ))}
      </fieldset>
      <fieldset className="grid grid-cols-3 gap-4">
        <legend className="mb-2 font-semibold text-muted">
          <Trans>Factor of the format</Trans>
        </legend>
        {factors.map((name) => (
          <Field
            key={name}
            label={name}
            inputMode="decimal"
            autoComplete="off"
            error={errors[name]?.message}
            {...form.register(name)}
          />
        ))}
      </fieldset>
      <Button type="submit" look="primary" className="justify-self-start" busy={isSubmitting}>
        {isSubmitting ? t`Saving…` : t`Save prices`}
      </Button>
    </form>
  )
}
