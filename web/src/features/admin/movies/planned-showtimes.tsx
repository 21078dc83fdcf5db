import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useFieldArray, useWatch, type UseFormReturn } from 'react-hook-form'
import { getScheduleOptions } from '@/api/@tanstack/react-query.gen'
import type { Cinema, ScheduleConflict } from '@/api'
import type { MovieFields } from '@/features/admin/movies/movie-fields'
import { conflictsOfRow, plannedStart } from '@/features/admin/movies/planned-fields'
import { ConflictNotice } from '@/features/admin/schedule/showtime/conflict-notice'
import { Button } from '@/components/ui/button'
import { Field, SelectField } from '@/components/ui/field'
import { dayOf } from '@/lib/format/dates'
import { clockValue } from '@/lib/time/zone-time'

type PlannedShowtimesProps = {
  form: UseFormReturn<MovieFields>
  cinemas: Cinema[]
  conflicts: ScheduleConflict[]
}

/** The first showtimes of a new movie: saved together with it, or not at all. */
export function PlannedShowtimes({ form, cinemas, conflicts }: PlannedShowtimesProps) {
  const rows = useFieldArray({ control: form.control, name: 'showtimes' })
  return (
    <fieldset className="grid min-w-0 grid-cols-1 gap-4">
      <legend className="display mb-1 text-2xl">
        <Trans>First showtimes</Trans>
      </legend>
      <p className="text-muted">
        <Trans>Optional. They are saved with the movie, all or none.</Trans>
      </p>
      {rows.fields.map((row, index) => (
        <PlannedRow
          key={row.id}
          form={form}
          index={index}
          cinemas={cinemas}
          conflicts={conflicts}
          onRemove={() => rows.remove(index)}
        />
      ))}
      <Button
        className="justify-self-start"
        onClick={() => {
          const last = form.getValues('showtimes').at(-1)
          const cinemaId = cinemas.length === 1 ? String(cinemas[0]?.cinemaId) : ''
          rows.append({
            cinemaId,
            screenId: '',
            time: '',
            ...last,
            day: last?.day ?? form.getValues('releaseDate'),
          })
        }}
      >
        <Plus aria-hidden className="size-4" />
        <Trans>Add a showtime</Trans>
      </Button>
    </fieldset>
  )
}

type PlannedRowProps = PlannedShowtimesProps & { index: number; onRemove: () => void }

function PlannedRow({ form, cinemas, conflicts, index, onRemove }: PlannedRowProps) {
  const { register, setValue, formState } = form
  const row = useWatch({ control: form.control, name: `showtimes.${index}` })
  const cinemaId = Number(row.cinemaId)
  const schedule = useQuery({
    ...getScheduleOptions({ query: { cinemaId } }),
    enabled: cinemaId > 0,
  })
  const errors = formState.errors.showtimes?.[index]
  const inTheWay = conflictsOfRow(plannedStart(row, cinemas), conflicts)
  const screens = schedule.data?.screens ?? []
  return (
    <div
      role="group"
      aria-label={t`Showtime ${index + 1}`}
      className="grid gap-3 rounded-xl border border-line bg-surface p-4"
    >
      <div className="grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-[2fr_1.5fr_1fr_1fr_auto]">
        <SelectField
          label={t`Cinema`}
          error={errors?.cinemaId?.message}
          {...register(`showtimes.${index}.cinemaId`, {
            onChange: () => setValue(`showtimes.${index}.screenId`, ''),
          })}
        >
          <option value="">
            <Trans>Choose a cinema</Trans>
          </option>
          {cinemas.map((cinema) => (
            <option key={cinema.cinemaId} value={cinema.cinemaId}>
              {cinema.name}, {cinema.city}
            </option>
          ))}
        </SelectField>
        <SelectField
          key={screens.length}
          label={t`Screen`}
          error={errors?.screenId?.message}
          {...register(`showtimes.${index}.screenId`)}
        >
          <option value="">
            <Trans>Choose a screen</Trans>
          </option>
          {screens.map((screen) => (
            <option key={screen.screenId} value={screen.screenId}>
              {screen.name} ({screen.format})
            </option>
          ))}
        </SelectField>
        <Field
          label={t`Day`}
          type="date"
          error={errors?.day?.message}
          {...register(`showtimes.${index}.day`)}
        />
        <Field
          label={t`Time`}
          type="time"
          error={errors?.time?.message}
          {...register(`showtimes.${index}.time`)}
        />
        <Button look="quiet" className="self-end" onClick={onRemove}>
          <Trash2 aria-hidden className="size-4" />
          <Trans>
            Remove<span className="sr-only"> showtime {index + 1}</span>
          </Trans>
        </Button>
      </div>
      {inTheWay.length > 0 && (
        <ConflictNotice
          conflicts={inTheWay}
          onTime={(startsAt) => {
            setValue(`showtimes.${index}.day`, dayOf(startsAt))
            setValue(`showtimes.${index}.time`, clockValue(startsAt))
          }}
          onScreen={({ screenId }) => setValue(`showtimes.${index}.screenId`, String(screenId))}
          onCancel={onRemove}
          cancelLabel={t`Leave this showtime out`}
        />
      )}
    </div>
  )
}
