import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { UseFormReturn } from 'react-hook-form'
import { listGenresOptions } from '@/api/@tanstack/react-query.gen'
import { ratings, type MovieFields } from '@/features/admin/movies/movie-fields'
import { PosterField } from '@/features/admin/movies/poster-field'
import { everything } from '@/features/admin/shell/managed-cinema'
import { Field, SelectField, TextField } from '@/components/ui/field'

/** What a movie is, as inputs; shared by adding and editing. */
export function MovieFormFields({ form }: { form: UseFormReturn<MovieFields> }) {
  const genres = useQuery(listGenresOptions({ query: { pageSize: everything } }))
  const { register, formState } = form
  const error = (name: Exclude<keyof MovieFields, 'showtimes'>) => formState.errors[name]?.message
  return (
    <div className="grid items-start gap-5 sm:grid-cols-2 lg:grid-cols-4">
      <div className="sm:col-span-2">
        <Field label={t`Title`} autoComplete="off" error={error('title')} {...register('title')} />
      </div>
      <Field
        label={t`Length in minutes`}
        inputMode="numeric"
        autoComplete="off"
        error={error('durationMinutes')}
        {...register('durationMinutes')}
      />
      <SelectField label={t`Rating`} error={error('rating')} {...register('rating')}>
        <option value="">
          <Trans>Choose a rating</Trans>
        </option>
        {ratings.map((rating) => (
          <option key={rating}>{rating}</option>
        ))}
      </SelectField>
      <Field
        label={t`Release`}
        type="date"
        error={error('releaseDate')}
        {...register('releaseDate')}
      />
      <Field
        label={t`Last day`}
        type="date"
        error={error('scheduledCloseDate')}
        {...register('scheduledCloseDate')}
      />
      <SelectField label={t`Status`} error={error('status')} {...register('status')}>
        <option value="open">
          <Trans>Open</Trans>
        </option>
        <option value="closed">
          <Trans>Closed</Trans>
        </option>
      </SelectField>
      <Field
        label={t`Genre`}
        list="known-genres"
        autoComplete="off"
        error={error('genre')}
        {...register('genre')}
      />
      <datalist id="known-genres">
        {genres.data?.items.map((genre) => (
          <option key={genre} value={genre} />
        ))}
      </datalist>
      <p className="-mt-3 text-sm text-muted sm:col-span-2 lg:col-span-4">
        <Trans>Without a last day, a movie closes a month after its release.</Trans>
      </p>
      <div className="sm:col-span-2">
        <Field
          label={t`Director`}
          autoComplete="off"
          error={error('director')}
          {...register('director')}
        />
      </div>
      <div className="sm:col-span-2">
        <PosterField form={form} />
      </div>
      <div className="sm:col-span-2">
        <TextField label={t`Cast, one name a line`} error={error('cast')} {...register('cast')} />
      </div>
      <div className="sm:col-span-2">
        <TextField
          label={t`Description`}
          error={error('description')}
          {...register('description')}
        />
      </div>
    </div>
  )
}
