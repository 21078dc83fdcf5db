import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { deleteMovie } from '@/api'
import { editedMovie } from '@/features/admin/movies/edited-movie'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { notify } from '@/lib/browser/notices'
import { Problem, problemText } from '@/lib/api/problem'

type DeleteMovieProps = { movieId: number; title: string; className?: string }

/** Deletes a movie that was never shown; any other can only be closed, since what was sold stays on record. */
export function DeleteMovie({ movieId, title, className }: DeleteMovieProps) {
  const [open, setOpen] = useState(false)
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const remove = useMutation({
    mutationFn: () => deleteMovie({ path: { movieId }, throwOnError: true }),
    onSuccess: async () => {
      notify(t`“${title}” is deleted.`)
      await navigate({ to: '/admin/movies', ignoreBlocker: true })
      queryClient.removeQueries({ queryKey: editedMovie(movieId).queryKey })
      await queryClient.invalidateQueries()
    },
  })
  const shown = remove.error instanceof Problem && remove.error.code === 'movie_has_showtimes'
  return (
    <>
      <Button look="danger" className={className} onClick={() => setOpen(true)}>
        <Trash2 aria-hidden className="size-4" />
        <Trans>Delete</Trans>
      </Button>
      <ConfirmDialog
        open={open}
        title={t`Delete “${title}”?`}
        confirmLabel={t`Delete movie`}
        dismissLabel={t`Keep it`}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onDismiss={() => {
          setOpen(false)
          remove.reset()
        }}
      >
        <div aria-live="polite">
          {remove.isError ? (
            <p className="font-semibold text-danger">
              {shown
                ? t`It has showtimes, so it stays on record. Close it instead.`
                : problemText(remove.error)}
            </p>
          ) : (
            <p>
              <Trans>Only a movie that has no showtimes, past ones included, can be deleted.</Trans>
            </p>
          )}
        </div>
      </ConfirmDialog>
    </>
  )
}
