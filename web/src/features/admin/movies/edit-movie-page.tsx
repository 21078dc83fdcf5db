import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { EditMovieForm } from '@/features/admin/movies/edit-movie-form'
import { editedMovie } from '@/features/admin/movies/edited-movie'
import { WaitingRoomPanel } from '@/features/admin/waiting-room/waiting-room-panel'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { buttonClass } from '@/components/ui/button'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'

/** One movie, to change, close or delete. */
export function EditMoviePage({ movieId }: { movieId: number }) {
  const edited = useQuery(editedMovie(movieId))
  return (
    <AdminPage
      title={edited.data?.movie.title ?? t`Movie`}
      actions={
        <>
          <Link to="/admin/showtimes" search={{ movie: movieId }} className={buttonClass()}>
            <Trans>Its showtimes</Trans>
          </Link>
          <Link to="/admin/movies" className={buttonClass('quiet')}>
            <Trans>All movies</Trans>
          </Link>
        </>
      }
    >
      {edited.isError && !edited.data && (
        <ErrorPanel error={edited.error} onRetry={() => void edited.refetch()} />
      )}
      {edited.isPending && (
        <Loading label={t`Loading the movie`}>
          <Skeleton className="h-96" />
        </Loading>
      )}
      {edited.data && (
        <>
          <EditMovieForm key={movieId} movieId={movieId} edited={edited.data} />
          <section
            aria-labelledby="waiting-room"
            className="grid max-w-3xl gap-3 border-t border-line pt-6"
          >
            <h2 id="waiting-room" className="text-2xl">
              <Trans>Waiting room for all its showtimes</Trans>
            </h2>
            <WaitingRoomPanel
              key={movieId}
              owner={{ movieId }}
              of={`“${edited.data.movie.title}”`}
            />
          </section>
        </>
      )}
    </AdminPage>
  )
}
