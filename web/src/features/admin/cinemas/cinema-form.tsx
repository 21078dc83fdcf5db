import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { createCinema, updateCinema, type ManagedCinema } from '@/api'
import { cinemaFields } from '@/features/admin/cinemas/cinema-fields'
import { currencyOptions } from '@/features/admin/shell/currency'
import { UnsavedGuard } from '@/features/admin/shell/unsaved-guard'
import { Button } from '@/components/ui/button'
import { Field, SelectField } from '@/components/ui/field'
import { FormError } from '@/components/form-frame'
import { showProblem } from '@/lib/api/form-problem'
import { once } from '@/lib/api/idempotency'
import { notify } from '@/lib/browser/notices'

const zones = Intl.supportedValuesOf('timeZone')

type CinemaFormProps = { cinema?: ManagedCinema; onSaved: (cinemaId: number) => void }

/** A new cinema, or what one is to be. */
export function CinemaForm({ cinema, onSaved }: CinemaFormProps) {
  const zoneList = useId()
  const queryClient = useQueryClient()
  const currency = useQuery(currencyOptions)
  const form = useForm({
    resolver: standardSchemaResolver(cinemaFields),
    defaultValues: {
      name: cinema?.name ?? '',
      address: cinema?.address ?? '',
      city: cinema?.city ?? '',
      timeZone: cinema?.timeZone ?? '',
      language: cinema?.language ?? 'en',
      refundPolicy: {
        minutes: String(cinema?.refundPolicy.minutes ?? 0),
        feeKind: cinema?.refundPolicy.feeKind ?? 'none',
        fee: cinema?.refundPolicy.fee ? String(cinema.refundPolicy.fee) : '',
      },
    },
  })
  const { errors, isSubmitting } = form.formState
  const feeKind = useWatch({ control: form.control, name: 'refundPolicy.feeKind' })
  const title = cinema ? 'Edit cinema' : 'New cinema'

  const submit = form.handleSubmit(async (fields) => {
    const { minutes, feeKind, fee } = fields.refundPolicy
    const refundPolicy = {
      minutes: Number(minutes),
      feeKind,
      fee: feeKind === 'none' ? 0 : Number(fee),
    }
    const body = { ...fields, refundPolicy }
    try {
      const { data } = cinema
        ? await updateCinema({ path: { cinemaId: cinema.cinemaId }, body, throwOnError: true })
        : await once(`add ${JSON.stringify(body)}`, (headers) =>
            createCinema({ body, headers, throwOnError: true }),
          )
      form.reset(fields)
      await queryClient.invalidateQueries()
      notify(`${data.name} is saved.`)
      onSaved(data.cinemaId)
    } catch (error) {
      showProblem(error, form.setError, [
        'name',
        'address',
        'city',
        'timeZone',
        'refundPolicy.minutes',
        'refundPolicy.fee',
      ])
    }
  })

  return (
    <form
      noValidate
      aria-label={title}
      className="grid content-start gap-4 rounded-2xl border border-line bg-surface p-6"
      onSubmit={(event) => void submit(event)}
    >
      <h2 className="text-2xl">{title}</h2>
      <UnsavedGuard control={form.control} />
      <FormError message={errors.root?.message} />
      <Field label="Name" error={errors.name?.message} {...form.register('name')} />
      <Field label="Address" error={errors.address?.message} {...form.register('address')} />
      <Field label="City" error={errors.city?.message} {...form.register('city')} />
      <Field
        label="Time zone"
        hint="Fixed once a show has been scheduled."
        list={zoneList}
        autoComplete="off"
        error={errors.timeZone?.message}
        {...form.register('timeZone')}
      />
      <datalist id={zoneList}>
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <SelectField label="Language of mails and tickets" {...form.register('language')}>
        <option value="en">English</option>
        <option value="es" lang="es">
          Español
        </option>
      </SelectField>
      <fieldset className="grid grid-cols-1 gap-4 border-t border-line pt-4">
        <legend className="float-left mb-1 w-full text-lg font-semibold">Refunds</legend>
        <p className="text-sm text-muted">
          For what is booked from now on. What is booked already keeps what it was promised; a show
          that the cinema moves or cancels is always given back in full.
        </p>
        <Field
          label="Last minute to cancel"
          hint="Minutes before the start; 0 is until it starts, 1440 a day before."
          inputMode="numeric"
          error={errors.refundPolicy?.minutes?.message}
          {...form.register('refundPolicy.minutes')}
        />
        <SelectField label="Fee" {...form.register('refundPolicy.feeKind')}>
          <option value="none">None: everything comes back</option>
          <option value="amount">An amount of each ticket</option>
          <option value="percent">A percentage</option>
        </SelectField>
        {feeKind !== 'none' && (
          <Field
            label={
              feeKind === 'percent'
                ? 'Percent kept'
                : `Kept of each ticket (${currency.data ?? '…'})`
            }
            inputMode="decimal"
            error={errors.refundPolicy?.fee?.message}
            {...form.register('refundPolicy.fee')}
          />
        )}
      </fieldset>
      <Button type="submit" look="primary" className="justify-self-start" busy={isSubmitting}>
        Save cinema
      </Button>
    </form>
  )
}
