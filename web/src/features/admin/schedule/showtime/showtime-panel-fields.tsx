import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { memo } from 'react'
import { useWatch, type UseFormReturn } from 'react-hook-form'
import type { DaySchedule, Movie } from '@/api'
import { bufferMinutes } from '@/features/admin/schedule/lanes/geometry'
import { startOf, type ShowtimeFields } from '@/features/admin/schedule/showtime/showtime-fields'
import { Field, SelectField } from '@/components/ui/field'
import { timeOf } from '@/lib/format/dates'
import { isoInZone } from '@/lib/time/zone-time'

type ShowtimePanelFieldsProps = {
  form: UseFormReturn<ShowtimeFields>
  day: DaySchedule
  /** What can be shown; nothing while it is read. */
  movies: Movie[] | undefined
}

const minute = 60_000

/** What is shown where and when, and until when that takes the screen. */
export function ShowtimePanelFields({ form, day, movies }: ShowtimePanelFieldsProps) {
  const zone = day.cinema.timeZone
  const { errors } = form.formState
  const values = useWatch({ control: form.control }) as ShowtimeFields
  const movie = movies?.find(({ movieId }) => String(movieId) === values.movieId)
  const { startsAt, twice } = startOf(values, zone)
  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_1fr]">
        <SelectField
          label={t`Movie`}
          error={errors.movieId?.message}
          disabled={!movies}
          {...form.register('movieId')}
        >
          <option value="">{movies ? t`Choose a movie` : t`Loading movies…`}</option>
          {movies && <MovieChoices movies={movies} />}
        </SelectField>
        <SelectField
          label={t`Screen`}
          error={errors.screenId?.message}
          {...form.register('screenId')}
        >
          <option value="">
            <Trans>Choose a screen</Trans>
          </option>
          {day.screens.map(({ screenId, name, format }) => (
            <option key={screenId} value={screenId}>
              {name} ({format})
            </option>
          ))}
        </SelectField>
        <Field label={t`Day`} type="date" error={errors.day?.message} {...form.register('day')} />
        <Field
          label={t`Time`}
          type="time"
          error={errors.time?.message}
          {...form.register('time')}
        />
      </div>
      {twice && (
        <label className="flex min-h-11 items-center gap-3">
          <input type="checkbox" className="size-5 accent-accent" {...form.register('second')} />
          <Trans>The clocks go back in this hour: I mean the second {values.time}.</Trans>
        </label>
      )}
      {movie && startsAt && (
        <p className="text-muted">
          <Trans>
            Ends at {endOf(startsAt, movie.durationMinutes, zone)}; the screen is free again from{' '}
            {endOf(startsAt, movie.durationMinutes + bufferMinutes, zone)}, the cinema’s time.
          </Trans>
        </p>
      )}
    </>
  )
}

/** There may be a thousand: they are not drawn anew for each key that is pressed in a field beside them. */
const MovieChoices = memo(function MovieChoices({ movies }: { movies: Movie[] }) {
  return movies.map(({ movieId, title, durationMinutes }) => (
    <option key={movieId} value={movieId}>
      {title} ({durationMinutes} min)
    </option>
  ))
})

const endOf = (startsAt: string, minutes: number, zone: string) =>
  timeOf(isoInZone(Date.parse(startsAt) + minutes * minute, zone))
