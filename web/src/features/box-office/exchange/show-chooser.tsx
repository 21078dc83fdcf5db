import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { BoxOfficeShow } from '@/api'
import { listBoxOfficeShowsOptions } from '@/api/@tanstack/react-query.gen'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { ShowList } from '../show-list'

type ShowChooserProps = {
  cinemaId: number
  heading?: string
  /** Where the way back leads. */
  back?: string
  onChoose: (show: BoxOfficeShow) => void
  onBack: () => void
}

/** The cinema’s next shows, or those of a day. */
export function ShowChooser(props: ShowChooserProps) {
  const { cinemaId, onChoose, onBack } = props
  const [date, setDate] = useState('')
  const title = useRef<HTMLHeadingElement>(null)
  const shows = useQuery(
    listBoxOfficeShowsOptions({ query: { cinemaId, ...(date !== '' && { date }) } }),
  )
  useEffect(() => title.current?.focus(), [])

  return (
    <section aria-labelledby="other-show" className="grid grid-cols-1 gap-5">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <h2 id="other-show" ref={title} tabIndex={-1} className="text-2xl">
          {props.heading ?? t`Another show`}
        </h2>
        <Button look="quiet" onClick={onBack}>
          <ArrowLeft aria-hidden className="size-4" />
          {props.back ?? t`Back to the seats`}
        </Button>
      </div>
      <div className="max-w-60">
        <Field
          label={t`Day`}
          hint={t`Without one: what starts next.`}
          type="date"
          value={date}
          onChange={(event) => setDate(event.target.value)}
        />
      </div>
      {shows.isPending && (
        <Loading label={t`Loading the shows`}>
          <Skeleton className="h-40" />
        </Loading>
      )}
      {shows.isError && <ErrorPanel error={shows.error} onRetry={() => void shows.refetch()} />}
      {shows.data && shows.data.length > 0 && (
        <ShowList shows={shows.data} lastId={undefined} onChoose={onChoose} />
      )}
      {shows.data?.length === 0 && (
        <EmptyPanel title={t`No show to sell on this day`}>
          <Trans>Choose another day.</Trans>
        </EmptyPanel>
      )}
    </section>
  )
}
