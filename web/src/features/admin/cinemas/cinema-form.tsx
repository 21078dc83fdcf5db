import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { useForm } from 'react-hook-form'
import { createCinema, updateCinema, type Cinema } from '@/api'
import { cinemaFields } from '@/features/admin/cinemas/cinema-fields'
import { UnsavedGuard } from '@/features/admin/shell/unsaved-guard'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/form-frame'
import { showProblem } from '@/lib/api/form-problem'
import { once } from '@/lib/api/idempotency'
import { notify } from '@/lib/browser/notices'

const zones = Intl.supportedValuesOf('timeZone')

type CinemaFormProps = { cinema?: Cinema; onSaved: (cinemaId: number) => void }

/** A new cinema, or what one is to be. */
export function CinemaForm({ cinema, onSaved }: CinemaFormProps) {
  const zoneList = useId()
  const queryClient = useQueryClient()
  const form = useForm({
    resolver: standardSchemaResolver(cinemaFields),
    defaultValues: {
      name: cinema?.name ?? '',
      address: cinema?.address ?? '',
      city: cinema?.city ?? '',
      timeZone: cinema?.timeZone ?? '',
    },
  })
  const { errors, isSubmitting } = form.formState
  const title = cinema ? 'Edit cinema' : 'New cinema'

  const submit = form.handleSubmit(async (body) => {
    try {
      const { data } = cinema
        ? await updateCinema({ path: { cinemaId: cinema.cinemaId }, body, throwOnError: true })
        : await once(`add ${JSON.stringify(body)}`, (headers) =>
            createCinema({ body, headers, throwOnError: true }),
          )
      form.reset(body)
      await queryClient.invalidateQueries()
      notify(`${data.name} is saved.`)
      onSaved(data.cinemaId)
    } catch (error) {
      showProblem(error, form.setError, ['name', 'address', 'city', 'timeZone'])
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
      <Button type="submit" look="primary" className="justify-self-start" busy={isSubmitting}>
        Save cinema
      </Button>
    </form>
  )
}
