import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { createScreen, updateScreen, type Screen } from '@/api'
import { screenFields } from '@/features/admin/cinemas/cinema-fields'
import { UnsavedGuard } from '@/features/admin/shell/unsaved-guard'
import { Button } from '@/components/ui/button'
import { Field, SelectField } from '@/components/ui/field'
import { FormError } from '@/components/form-frame'
import { showProblem } from '@/lib/api/form-problem'
import { once } from '@/lib/api/idempotency'
import { notify } from '@/lib/browser/notices'

type ScreenFormProps = { cinemaId: number; screen?: Screen }

/** A new screen, which gets its 96 seats, or what one is to be. */
export function ScreenForm({ cinemaId, screen }: ScreenFormProps) {
  const queryClient = useQueryClient()
  const form = useForm({
    resolver: standardSchemaResolver(screenFields),
    defaultValues: { name: screen?.name ?? '', format: screen?.format ?? '2D' },
  })
  const { errors, isSubmitting } = form.formState
  const title = screen ? t`Edit ${screen.name}` : t`New screen`

  const submit = form.handleSubmit(async (body) => {
    try {
      const { data } = screen
        ? await updateScreen({ path: { screenId: screen.screenId }, body, throwOnError: true })
        : await once(`add ${cinemaId} ${JSON.stringify(body)}`, (headers) =>
            createScreen({ body: { cinemaId, ...body }, headers, throwOnError: true }),
          )
      form.reset(screen ? body : undefined)
      await queryClient.invalidateQueries()
      notify(t`${data.name} is saved.`)
    } catch (error) {
      showProblem(error, form.setError, ['name', 'format'])
    }
  })

  return (
    <form
      noValidate
      aria-label={title}
      className="grid gap-4 rounded-xl border border-line bg-surface p-4 sm:grid-cols-[1fr_8rem_auto] sm:items-end"
      onSubmit={(event) => void submit(event)}
    >
      <h3 className="text-lg sm:col-span-full">{title}</h3>
      <UnsavedGuard control={form.control} />
      <Field label={t`Screen name`} error={errors.name?.message} {...form.register('name')} />
      <SelectField label={t`Format`} error={errors.format?.message} {...form.register('format')}>
        <option>2D</option>
        <option>3D</option>
        <option>IMAX</option>
      </SelectField>
      <Button type="submit" busy={isSubmitting}>
        <Trans>Save screen</Trans>
      </Button>
      <div className="sm:col-span-full">
        <FormError message={errors.root?.message} />
      </div>
    </form>
  )
}
