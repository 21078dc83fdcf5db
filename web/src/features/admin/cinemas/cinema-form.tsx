import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
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
import { languages } from '@/lib/language/language'

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
  const title = cinema ? t`Edit cinema` : t`New cinema`

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
      notify(t`${data.name} is saved.`)
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
      <Field label={t`Name`} error={errors.name?.message} {...form.register('name')} />
      <Field label={t`Address`} error={errors.address?.message} {...form.register('address')} />
      <Field label={t`City`} error={errors.city?.message} {...form.register('city')} />
      <Field
        label={t`Time zone`}
        hint={t`Fixed once a show has been scheduled.`}
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
      <SelectField label={t`Language of mails and tickets`} {...form.register('language')}>
        {Object.entries(languages).map(([tag, name]) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </SelectField>
      <fieldset className="grid grid-cols-1 gap-4 border-t border-line pt-4">
        <legend className="float-left mb-1 w-full text-lg font-semibold">
          <Trans>Refunds</Trans>
        </legend>
        <p className="text-sm text-muted">
          <Trans>
            For what is booked from now on. What is booked already keeps what it was promised; a
            show that the cinema moves or cancels is always given back in full.
          </Trans>
        </p>
        <Field
          label={t`Last minute to cancel`}
          hint={t`Minutes before the start; 0 is until it starts, 1440 a day before.`}
          inputMode="numeric"
          error={errors.refundPolicy?.minutes?.message}
          {...form.register('refundPolicy.minutes')}
        />
        <SelectField label={t`Fee`} {...form.register('refundPolicy.feeKind')}>
          <option value="none">
            <Trans>None: everything comes back</Trans>
          </option>
          <option value="amount">
            <Trans>An amount of each ticket</Trans>
          </option>
          <option value="percent">
            <Trans>A percentage</Trans>
          </option>
        </SelectField>
        {feeKind !== 'none' && (
          <Field
            label={
              feeKind === 'percent'
                ? t`Percent kept`
                : t`Kept of each ticket (${currency.data ?? '…'})`
            }
            inputMode="decimal"
            error={errors.refundPolicy?.fee?.message}
            {...form.register('refundPolicy.fee')}
          />
        )}
      </fieldset>
      <Button type="submit" look="primary" className="justify-self-start" busy={isSubmitting}>
        <Trans>Save cinema</Trans>
      </Button>
    </form>
  )
}
