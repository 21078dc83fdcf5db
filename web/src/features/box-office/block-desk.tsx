import { plural } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { BoxOfficeShow } from '@/api'
import { listLabels } from '@/features/seats/map/seat-names'
import { FormError } from '@/components/form-frame'
import { BlockFieldset } from '@/components/seat-blocks/block-fieldset'
import { BlockList } from '@/components/seat-blocks/block-list'
import { useBlockForm } from '@/components/seat-blocks/use-block-form'
import { Button } from '@/components/ui/button'
import { dayOf, formatDay, timeOf } from '@/lib/format/dates'
import { CounterMap } from './sale/counter-map'
import { useCounterSeats } from './sale/use-counter-seats'

type BlockDeskProps = {
  show: BoxOfficeShow
  zone: string
  /** What was chosen before. */
  initial: readonly number[]
  onBack: () => void
}

/** Seats of a show that the house keeps back: chosen on the live map, with a reason and an end, and released there. */
export function BlockDesk({ show, zone, initial, onBack }: BlockDeskProps) {
  const { showtimeId } = show
  // What is kept for a group is the group’s: its seats are released with it.
  const seats = useCounterSeats(showtimeId, { limit: Infinity, takesKept: 'house' }, initial)
  const heading = useRef<HTMLHeadingElement>(null)
  const { chosen, lost, keptBack } = seats
  const { form, submit, release } = useBlockForm({
    showtimeId,
    zone,
    chosen: chosen.map(({ seatId }) => seatId),
    onDone: () => {
      seats.choose([])
      void seats.refresh()
      // The button that did it may be gone.
      heading.current?.focus()
    },
  })
  const { errors, isSubmitting } = form.formState
  const blocked = chosen.filter(({ seatId }) => keptBack.has(seatId))
  useEffect(() => heading.current?.focus(), [])

  return (
    <div className="grid grid-cols-1 gap-x-10 gap-y-5 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <form
        noValidate
        className="grid min-w-0 content-start gap-4 lg:col-start-2 lg:row-start-1"
        onSubmit={(event) => void submit(event)}
      >
        <div className="flex items-start justify-between gap-3">
          <h2 ref={heading} tabIndex={-1} className="min-w-0 text-xl leading-tight wrap-anywhere">
            <Trans>Keep seats back: {show.movieTitle}</Trans>
            <span className="block font-sans text-base font-normal tracking-normal text-muted">
              {formatDay(dayOf(show.startsAt))} {timeOf(show.startsAt)} · {show.screenName}
            </span>
          </h2>
          <Button look="quiet" className="shrink-0" onClick={onBack}>
            <ArrowLeft aria-hidden className="size-4" />
            <Trans>Back to the sale</Trans>
          </Button>
        </div>
        {lost.length > 0 && !isSubmitting && (
          <p role="alert" className="rounded-xl border-2 border-danger px-4 py-2 font-medium">
            <Trans>Taken by someone else: {listLabels(lost)}.</Trans>
          </p>
        )}
        <p role="status" className="border-b border-line pb-3">
          {chosen.length === 0 ? (
            <span className="text-muted">
              <Trans>No seat yet: tap seats on the map.</Trans>
            </span>
          ) : (
            <>
              <span className="font-semibold">
                {plural(chosen.length, { one: '# seat', other: '# seats' })}
              </span>{' '}
              <span className="text-sm text-muted">{listLabels(chosen)}</span>
            </>
          )}
        </p>
        <BlockFieldset form={form} />
        <FormError message={errors.root?.message} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" busy={isSubmitting}>
            <Trans>Keep back</Trans>
          </Button>
          {blocked.length > 0 && (
            <Button
              busy={release.isPending}
              onClick={() => release.mutate(blocked.map(({ seatId }) => seatId))}
            >
              {plural(blocked.length, { one: 'Release # seat', other: 'Release # seats' })}
            </Button>
          )}
        </div>
        <BlockList
          blocks={[...keptBack.values()]}
          action={({ seatId, seatLabel, groupId }) =>
            !groupId && (
              <Button
                look="quiet"
                className="shrink-0"
                busy={release.isPending}
                onClick={() => release.mutate([seatId])}
              >
                <Trans>Release {seatLabel}</Trans>
              </Button>
            )
          }
        />
      </form>
      <CounterMap seats={seats} onToggle={seats.toggle} />
    </div>
  )
}
