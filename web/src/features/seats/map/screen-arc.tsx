import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getMovieOptions } from '@/api/@tanstack/react-query.gen'
import { PosterLight } from '@/components/poster-light'

/** The screen over the map, lit by the movie that will be on it. */
export function ScreenArc({ movieId }: { movieId: number }) {
  const movie = useQuery({ ...getMovieOptions({ path: { movieId } }), staleTime: 600_000 })
  const url = movie.data?.posterUrl
  return (
    <div aria-hidden className="screen mx-auto w-[92%] max-w-3xl">
      {url && <PosterLight url={url} className="screen-film" />}
      <div className="screen-arc" />
      <span className="screen-word">
        <Trans>SCREEN</Trans>
      </span>
    </div>
  )
}
