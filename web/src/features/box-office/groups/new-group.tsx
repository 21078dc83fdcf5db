import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useForm } from 'react-hook-form'
import { holdGroup, type BoxOfficeShow, type GroupBooking, type GroupRequest } from '@/api'
import { listBlockedSeatsQueryKey } from '@/api/@tanstack/react-query.gen'
import { listLabels } from '@/features/seats/map/seat-names'
import { FormError } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { isUndecided, once, onceMore } from '@/lib/api/idempotency'
import { problemText } from '@/lib/api/problem'
import { dayOf, formatDay, timeOf } from '@/lib/format/dates'
import { formatMoney, sumPrices } from '@/lib/format/money'
import { CounterMap } from '@/features/box-office/sale/counter-map'
import { useCounterSeats } from '@/features/box-office/sale/use-counter-seats'
import { bestBlock, isForGroups } from './best-block'
import { BlockField } from './block-field'
import { groupFields, showGroupProblem, toBody, type GroupFields } from './group-fields'
import { GroupFieldset } from './group-fieldset'

type NewGroupProps = {
  show: BoxOfficeShow
  zone: string
  onHeld: (group: GroupBooking) => void
  onBack: () => void
}

/** Seats on the live map for a group that pays later, and until when they are kept for it. */
export function NewGroup({ show, zone, onHeld, onBack }: NewGroupProps) {
  const path = { showtimeId: show.showtimeId }
  const queries = useQueryClient()
  const seats = useCounterSeats(show.showtimeId, { limit: Infinity, takesKept: false })
  const heading = useRef<HTMLHeadingElement>(null)
  const form = useForm<GroupFields>({
    resolver: standardSchemaResolver(groupFields),
    defaultValues: { name: '', contact: '', day: '', time: '18:00' },
  })
  const { chosen, lost } = seats
  const rows = seats.map.data?.rows ?? []
  const total = sumPrices(
    chosen.map(({ price }) => price),
    show.currency,
  )
  useEffect(() => heading.current?.focus(), [])

  const hold = useMutation({
    ...onceMore,
    mutationFn: (body: GroupRequest) =>
      once(`group ${show.showtimeId} ${JSON.stringify(body)}`, async (headers) => {
        const { data } = await holdGroup({ path, body, headers, throwOnError: true })
        return data
      }),
    onSuccess: (group) => {
      // Read before, it would call these seats somebody else’s.
      queries.removeQueries({ queryKey: listBlockedSeatsQueryKey({ path }) })
      onHeld(group)
    },
    onError: (error) => {
      if (!isUndecided(error)) void seats.refresh()
      showGroupProblem(error, form.setError)
    },
  })
  /** One of which nobody knows yet whether it was made: nothing else is kept before that is clear. */
  const open = hold.isError && isUndecided(hold.error) ? hold.variables : undefined

  const submit = form.handleSubmit((fields) => {
    if (chosen.length === 0) return form.setError('root', { message: t`Choose seats first.` })
    const body = toBody(fields, zone)
    if (body.until === '') return form.setError('time', { message: t`Choose a time.` })
    hold.mutate({ ...body, seatIds: chosen.map(({ seatId }) => seatId).sort((a, b) => a - b) })
  })

  return (
    <div className="grid grid-cols-1 gap-x-10 gap-y-5 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <form
        noValidate
        className="grid min-w-0 content-start gap-4 lg:col-start-2 lg:row-start-1"
        onSubmit={(event) => {
          event.preventDefault()
          if (open) hold.mutate(open)
          else if (!hold.isPending) void submit()
        }}
      >
        <div className="flex items-start justify-between gap-3">
          <h2 ref={heading} tabIndex={-1} className="min-w-0 text-xl leading-tight wrap-anywhere">
            <Trans>A group for {show.movieTitle}</Trans>
            <span className="block font-sans text-base font-normal tracking-normal text-muted">
              {formatDay(dayOf(show.startsAt))} {timeOf(show.startsAt)} · {show.screenName}
            </span>
          </h2>
          <Button look="quiet" className="shrink-0" onClick={onBack}>
            <ArrowLeft aria-hidden className="size-4" />
            <Trans>All groups</Trans>
          </Button>
        </div>
        {seats.map.data && (
          <BlockField
            free={
              rows.flatMap((row) =>
                row.seats.filter((seat) => seats.isFree(seat) && isForGroups(seat)),
              ).length
            }
            onWanted={(count) =>
              seats.choose(bestBlock(rows, count, seats.isFree).map(({ seatId }) => seatId))
            }
          />
        )}
        {lost.length > 0 && !hold.isPending && !open && (
          <p role="alert" className="rounded-xl border-2 border-danger px-4 py-2 font-medium">
            <Trans>Taken by someone else: {listLabels(lost)}.</Trans>
          </p>
        )}
        <div role="status" className="border-b border-line pb-3">
          {chosen.length === 0 ? (
            <p className="text-muted">
              <Trans>No seat yet: say how many, or tap seats on the map.</Trans>
            </p>
          ) : (
            <>
              <p className="flex items-baseline justify-between gap-4">
                <span className="font-semibold">
                  {plural(chosen.length, { one: '# seat', other: '# seats' })}
                </span>
                <span className="display text-2xl">{formatMoney(total, show.currency)}</span>
              </p>
              <p className="text-sm text-muted">{listLabels(chosen)}</p>
            </>
          )}
        </div>
        <GroupFieldset form={form} />
        <FormError message={open ? problemText(hold.error) : form.formState.errors.root?.message} />
        <Button type="submit" look="primary" busy={hold.isPending}>
          {open ? t`Ask whether they are kept` : t`Keep the seats`}
        </Button>
      </form>
      <CounterMap seats={seats} onToggle={seats.toggle} />
    </div>
  )
}
