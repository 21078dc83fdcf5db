import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { blockSeats, releaseSeats, type SeatBlock, type SeatBlocks, type SeatMap } from '@/api'
import {
  getSeatMapOptions,
  getSeatMapQueryKey,
  listBlockedSeatsOptions,
  listBlockedSeatsQueryKey,
} from '@/api/@tanstack/react-query.gen'
import { blockFields, type BlockFields } from '@/features/admin/seats/block-fields'
import { SeatGrid } from '@/features/admin/seats/seat-grid'
import { FormError } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { showProblem } from '@/lib/api/form-problem'
import { problemText } from '@/lib/api/problem'
import { notify } from '@/lib/browser/notices'
import { formatDayAndTime } from '@/lib/format/dates'
import { momentsOf } from '@/lib/time/zone-time'

type BlocksPanelProps = { showtimeId: number; zone: string }

/** The seats of a showtime that the cinema keeps back from sale. */
export function BlocksPanel({ showtimeId, zone }: BlocksPanelProps) {
  const path = { showtimeId }
  const map = useQuery(getSeatMapOptions({ path }))
  const blocks = useQuery(listBlockedSeatsOptions({ path }))
  const failed = [map, blocks].find((query) => query.isError)
  if (failed) return <ErrorPanel error={failed.error} onRetry={() => void failed.refetch()} />
  if (!map.data || !blocks.data)
    return (
      <Loading label={t`Loading seats`}>
        <Skeleton className="h-64" />
      </Loading>
    )
  return <BlockForm map={map.data} blocks={blocks.data} zone={zone} />
}

type BlockFormProps = { map: SeatMap; blocks: SeatBlocks; zone: string }

function BlockForm({ map, blocks, zone }: BlockFormProps) {
  const path = { showtimeId: blocks.showtimeId }
  const queryClient = useQueryClient()
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const form = useForm<BlockFields>({
    resolver: standardSchemaResolver(blockFields),
    defaultValues: { reason: '', day: '', time: '' },
  })
  const { errors, isSubmitting } = form.formState
  const bySeat = new Map(blocks.blocks.map((block) => [block.seatId, block]))
  const blocked = [...chosen].filter((seatId) => bySeat.has(seatId))

  const toggle = (seatId: number) => {
    const next = new Set(chosen)
    if (!next.delete(seatId)) next.add(seatId)
    setChosen(next)
  }
  const take = async (data: SeatBlocks) => {
    queryClient.setQueryData(listBlockedSeatsQueryKey({ path }), data)
    setChosen(new Set())
    await queryClient.invalidateQueries({ queryKey: getSeatMapQueryKey({ path }) })
  }

  const submit = form.handleSubmit(async ({ reason, day, time }) => {
    const until = day === '' ? undefined : momentsOf(day, time, zone)[0]
    if (day !== '' && until === undefined)
      return form.setError('time', { message: t`Choose a time.` }, { shouldFocus: true })
    if (chosen.size === 0) return form.setError('root', { message: t`Choose seats first.` })
    try {
      const { data } = await blockSeats({
        path,
        body: { seatIds: [...chosen], reason, ...(until && { until }) },
        throwOnError: true,
      })
      notify(plural(chosen.size, { one: '# seat is kept back.', other: '# seats are kept back.' }))
      await take(data)
    } catch (error) {
      showProblem(error, form.setError, ['reason'])
    }
  })

  const release = useMutation({
    mutationFn: async () => {
      const { data } = await releaseSeats({ path, body: { seatIds: blocked }, throwOnError: true })
      return data
    },
    onSuccess: take,
    onError: (error) => notify(problemText(error), 'danger'),
  })

  return (
    <form noValidate className="grid grid-cols-1 gap-4" onSubmit={(event) => void submit(event)}>
      <p className="text-muted">
        <Trans>
          Choose seats to keep back: for the house, the press, a distance. Nobody else can have them
          until you release them or their time is over. The screen is in front of row A.
        </Trans>
      </p>
      <SeatGrid
        seats={map.rows.flatMap((row) =>
          row.seats.map((seat) => {
            const block = bySeat.get(seat.seatId)
            const pressed = chosen.has(seat.seatId)
            return {
              seatId: seat.seatId,
              label: seat.label,
              row: row.label,
              name: seatName(seat.label, block, seat.status),
              pressed,
              taken: !block && seat.status !== 'available',
              look: pressed
                ? 'border-2 border-accent bg-raised'
                : block && 'border-danger text-danger line-through',
            }
          }),
        )}
        onToggle={toggle}
      />
      <FormError message={errors.root?.message} />
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <Field
          label={t`Reason`}
          hint={t`Staff read it.`}
          maxLength={100}
          error={errors.reason?.message}
          {...form.register('reason')}
        />
        <Field
          label={t`For sale again on`}
          type="date"
          hint={t`Without a day: not before the show.`}
          {...form.register('day')}
        />
        <Field
          label={t`At`}
          type="time"
          hint={t`By the cinema’s clock.`}
          error={errors.time?.message}
          {...form.register('time')}
        />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" busy={isSubmitting}>
          <Trans>Keep back</Trans>
        </Button>
        {blocked.length > 0 && (
          <Button busy={release.isPending} onClick={() => release.mutate()}>
            {plural(blocked.length, { one: 'Release # seat', other: 'Release # seats' })}
          </Button>
        )}
      </div>
      {blocks.blocks.length > 0 && (
        <ul aria-label={t`Seats kept back`} className="grid gap-1">
          {blocks.blocks.map((block) => (
            <li key={block.seatId}>
              <span className="font-semibold">{block.seatLabel}</span>{' '}
              <span className="wrap-anywhere">{block.reason}</span>{' '}
              <span className="text-sm text-muted">
                <Trans>for sale again on {formatDayAndTime(block.until)}</Trans>
              </span>
            </li>
          ))}
        </ul>
      )}
    </form>
  )
}

function seatName(label: string, block: SeatBlock | undefined, status: string): string {
  if (block) return t`${label}, kept back: ${block.reason}`
  return status === 'available' ? t`${label}, free` : t`${label}, taken`
}
