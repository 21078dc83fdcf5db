import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { createMovie, type ScheduleConflict } from '@/api'
import {
  emptyMovie,
  movieFieldNames,
  movieFields,
  requestOf,
} from '@/features/admin/movies/movie-fields'
import { MovieFormFields } from '@/features/admin/movies/movie-form-fields'
import { plannedStart } from '@/features/admin/movies/planned-fields'
import { PlannedShowtimes } from '@/features/admin/movies/planned-showtimes'
import { conflictsOf } from '@/features/admin/schedule/showtime/conflicts'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { allCinemas } from '@/features/admin/shell/managed-cinema'
import { UnsavedGuard } from '@/features/admin/shell/unsaved-guard'
import { Button, buttonClass } from '@/components/ui/button'
import { FormError } from '@/components/form-frame'
import { showProblem } from '@/lib/api/form-problem'
import { once } from '@/lib/api/idempotency'
import { notify } from '@/lib/browser/notices'

/** A new movie, with its first showtimes where one likes: one save for all of it. */
export function NewMoviePage() {
  const cinemas = useQuery(allCinemas)
  const houses = cinemas.data?.items ?? []
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [conflicts, setConflicts] = useState<ScheduleConflict[]>([])
  const form = useForm({
    resolver: standardSchemaResolver(movieFields),
    defaultValues: emptyMovie,
  })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (fields) => {
    setConflicts([])
    const starts = fields.showtimes.map((row) => plannedStart(row, houses))
    const skipped = starts.findIndex((start) => start === undefined)
    if (skipped >= 0) {
      form.setError(
        `showtimes.${skipped}.time`,
        { message: t`The clocks skip this time on that day.` },
        { shouldFocus: true },
      )
      return
    }
    try {
      const showtimes = starts.filter((start) => start !== undefined)
      const body = { ...requestOf(fields), showtimes }
      const { data } = await once(`add ${JSON.stringify(body)}`, (headers) =>
        createMovie({ body, headers, throwOnError: true }),
      )
      notify(t`“${data.title}” is added.`)
      await queryClient.invalidateQueries()
      await navigate({
        to: '/admin/movies/$movieId',
        params: { movieId: String(data.movieId) },
        ignoreBlocker: true,
      })
    } catch (error) {
      const found = conflictsOf(error)
      setConflicts(found)
      if (found.length === 0) showProblem(error, form.setError, movieFieldNames)
      else
        form.setError('root', {
          message: t`Nothing is saved yet: some showtimes are in the way of others.`,
        })
    }
  })

  return (
    <AdminPage title={t`Add a movie`}>
      <UnsavedGuard control={form.control} />
      <form noValidate className="grid gap-8" onSubmit={(event) => void submit(event)}>
        <MovieFormFields form={form} />
        <PlannedShowtimes form={form} cinemas={houses} conflicts={conflicts} />
        <FormError message={errors.root?.message} />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" look="primary" busy={isSubmitting}>
            {isSubmitting ? t`Saving…` : t`Save movie`}
          </Button>
          <Link to="/admin/movies" className={buttonClass()}>
            <Trans>Back to all movies</Trans>
          </Link>
        </div>
      </form>
    </AdminPage>
  )
}
