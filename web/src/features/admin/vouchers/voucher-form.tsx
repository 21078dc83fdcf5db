import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { createVoucher, type NewVoucher } from '@/api'
import { allCinemas } from '@/features/admin/shell/managed-cinema'
import { movieOptions } from '@/features/admin/shell/movie-options'
import { emptyVoucher, requestOf, voucherFields } from '@/features/admin/vouchers/voucher-fields'
import { FormError } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { Field, SelectField } from '@/components/ui/field'
import { showProblem } from '@/lib/api/form-problem'

type VoucherFormProps = { onMade: (made: NewVoucher) => void }

/** A voucher to make, and how many codes. */
export function VoucherForm({ onMade }: VoucherFormProps) {
  const cinemas = useQuery(allCinemas)
  const movies = useQuery(movieOptions('open'))
  const form = useForm({
    resolver: standardSchemaResolver(voucherFields),
    defaultValues: emptyVoucher,
  })
  const { errors, isSubmitting } = form.formState
  const type = useWatch({ control: form.control, name: 'type' })

  const submit = form.handleSubmit(async (fields) => {
    try {
      const { data } = await createVoucher({ body: requestOf(fields), throwOnError: true })
      onMade(data)
    } catch (error) {
      showProblem(error, form.setError, [
        'name',
        'value',
        'validFrom',
        'validUntil',
        'maxUses',
        'maxUsesPerPerson',
        'codes',
        'cinemaIds',
        'movieIds',
      ])
    }
  })

  const valueLabels = { percent: t`Percent`, amount: t`Amount`, seats: t`Number of seats` }
  return (
    <form
      noValidate
      aria-label={t`Make a voucher`}
      className="grid max-w-4xl grid-cols-1 items-start gap-5 sm:grid-cols-2"
      onSubmit={(event) => void submit(event)}
    >
      {errors.root && (
        <div className="sm:col-span-2">
          <FormError message={errors.root.message} />
        </div>
      )}
      <Field
        label={t`Name`}
        hint={t`For admins: customers see the end of their code.`}
        autoComplete="off"
        maxLength={60}
        error={errors.name?.message}
        {...form.register('name')}
      />
      <Field
        label={t`How many codes`}
        hint={t`Each is random, and shown once.`}
        inputMode="numeric"
        autoComplete="off"
        error={errors.codes?.message}
        {...form.register('codes')}
      />
      <SelectField label={t`It gives`} {...form.register('type')}>
        <option value="percent">{t`A percentage off`}</option>
        <option value="amount">{t`An amount off`}</option>
        <option value="seats">{t`Free seats, the dearest first`}</option>
      </SelectField>
      <Field
        label={valueLabels[type]}
        inputMode="decimal"
        autoComplete="off"
        error={errors.value?.message}
        {...form.register('value')}
      />
      <Field
        type="date"
        label={t`Good from`}
        error={errors.validFrom?.message}
        {...form.register('validFrom')}
      />
      <Field
        type="date"
        label={t`Good until`}
        error={errors.validUntil?.message}
        {...form.register('validUntil')}
      />
      <Field
        label={t`Uses of each code`}
        hint={t`Empty: without limit.`}
        inputMode="numeric"
        autoComplete="off"
        error={errors.maxUses?.message}
        {...form.register('maxUses')}
      />
      <Field
        label={t`Uses by one person`}
        hint={t`Empty: without limit.`}
        inputMode="numeric"
        autoComplete="off"
        error={errors.maxUsesPerPerson?.message}
        {...form.register('maxUsesPerPerson')}
      />
      <Choices legend={t`At these cinemas; none: at all`} error={errors.cinemaIds?.message}>
        {cinemas.data?.items.map(({ cinemaId, name }) => (
          <Choice key={cinemaId}>
            <input
              type="checkbox"
              value={String(cinemaId)}
              className="size-5 shrink-0 accent-accent"
              {...form.register('cinemaIds')}
            />
            {name}
          </Choice>
        ))}
      </Choices>
      <Choices legend={t`For these movies; none: for all`} error={errors.movieIds?.message}>
        {movies.data?.map(({ movieId, title }) => (
          <Choice key={movieId}>
            <input
              type="checkbox"
              value={String(movieId)}
              className="size-5 shrink-0 accent-accent"
              {...form.register('movieIds')}
            />
            {title}
          </Choice>
        ))}
      </Choices>
      <div>
        <Button type="submit" look="primary" busy={isSubmitting}>
          <Trans>Make the voucher</Trans>
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

function Choice({ children }: { children: ReactNode }) {
  return <label className="flex min-h-11 items-center gap-3 wrap-anywhere">{children}</label>
}
