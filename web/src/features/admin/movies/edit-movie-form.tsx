import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { DeleteMovie } from '@/features/admin/movies/delete-movie'
import {
  editedMovie,
  readMovie,
  saveMovie,
  type EditedMovie,
} from '@/features/admin/movies/edited-movie'
import {
  fieldsOf,
  movieFieldNames,
  movieFields,
  requestOf,
} from '@/features/admin/movies/movie-fields'
import { MovieFormFields } from '@/features/admin/movies/movie-form-fields'
import { OtherEdit } from '@/features/admin/movies/other-edit'
import { UnsavedGuard } from '@/features/admin/shell/unsaved-guard'
import { Button } from '@/components/ui/button'
import { FormError } from '@/components/form-frame'
import { showProblem } from '@/lib/api/form-problem'
import { notify } from '@/lib/browser/notices'
import { Problem } from '@/lib/api/problem'

type EditMovieFormProps = { movieId: number; edited: EditedMovie }

/** Changing a movie. Where somebody else was quicker, what was typed stays and the other's version is shown. */
export function EditMovieForm({ movieId, edited }: EditMovieFormProps) {
  // Read again later, a movie must not change under somebody who types: the version opened is the one kept.
  const [opened, setOpened] = useState(edited)
  const [other, setOther] = useState<EditedMovie>()
  const queryClient = useQueryClient()
  const form = useForm({
    resolver: standardSchemaResolver(movieFields),
    defaultValues: fieldsOf(edited.movie),
  })
  const { errors, isSubmitting, isDirty } = form.formState

  async function save(version: string | undefined) {
    const fields = form.getValues()
    try {
      const saved = await saveMovie(movieId, requestOf(fields), version)
      take(saved)
      notify(t`“${saved.movie.title}” is saved.`)
      await queryClient.invalidateQueries()
    } catch (error) {
      if (error instanceof Problem && error.status === 412) setOther(await readMovie(movieId))
      else showProblem(error, form.setError, movieFieldNames)
    }
  }

  function take(version: EditedMovie) {
    queryClient.setQueryData(editedMovie(movieId).queryKey, version)
    setOpened(version)
    setOther(undefined)
    form.reset(fieldsOf(version.movie))
  }

  const submit = form.handleSubmit(() => save(opened.version))
  const isOpen = opened.movie.status === 'open'

  return (
    <form noValidate className="grid gap-8" onSubmit={(event) => void submit(event)}>
      <UnsavedGuard control={form.control} />
      {other && (
        <OtherEdit
          mine={form.getValues()}
          theirs={fieldsOf(other.movie)}
          busy={isSubmitting}
          onMine={() => void form.handleSubmit(() => save(other.version))()}
          onTheirs={() => take(other)}
        />
      )}
      <MovieFormFields form={form} />
      <FormError message={errors.root?.message} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" look="primary" busy={isSubmitting}>
          {isSubmitting ? t`Saving…` : t`Save`}
        </Button>
        {isDirty && (
          <Button onClick={() => form.reset()}>
            <Trans>Undo changes</Trans>
          </Button>
        )}
        {isOpen && (
          <Button
            className="ml-auto"
            onClick={() => {
              form.setValue('status', 'closed', { shouldDirty: true })
              void submit()
            }}
          >
            <Trans>Close movie</Trans>
          </Button>
        )}
        <DeleteMovie
          movieId={movieId}
          title={opened.movie.title}
          className={isOpen ? '' : 'ml-auto'}
        />
      </div>
    </form>
  )
}
