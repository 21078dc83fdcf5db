import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SeatBlock, SeatBlocks, SeatMap } from '@/api'
import {
  getSeatMapOptions,
  getSeatMapQueryKey,
  listBlockedSeatsOptions,
} from '@/api/@tanstack/react-query.gen'
import { SeatGrid } from '@/features/admin/seats/seat-grid'
import { FormError } from '@/components/form-frame'
import { BlockFieldset } from '@/components/seat-blocks/block-fieldset'
import { BlockList } from '@/components/seat-blocks/block-list'
import { useBlockForm } from '@/components/seat-blocks/use-block-form'
import { Button } from '@/components/ui/button'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'

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
  const { form, submit, release } = useBlockForm({
    ...path,
    zone,
    chosen: [...chosen],
    onDone: () => {
      setChosen(new Set())
      void queryClient.invalidateQueries({ queryKey: getSeatMapQueryKey({ path }) })
    },
  })
  const { errors, isSubmitting } = form.formState
  const bySeat = new Map(blocks.blocks.map((block) => [block.seatId, block]))
  const blocked = [...chosen].filter((seatId) => bySeat.has(seatId))

  const toggle = (seatId: number) => {
    const next = new Set(chosen)
    if (!next.delete(seatId)) next.add(seatId)
    setChosen(next)
  }

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
              // A group’s seats are released with it, at the counter.
              taken: block ? Boolean(block.groupId) : seat.status !== 'available',
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
        <BlockFieldset form={form} />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" busy={isSubmitting}>
          <Trans>Keep back</Trans>
        </Button>
        {blocked.length > 0 && (
          <Button busy={release.isPending} onClick={() => release.mutate(blocked)}>
            {plural(blocked.length, { one: 'Release # seat', other: 'Release # seats' })}
          </Button>
        )}
      </div>
      <BlockList blocks={blocks.blocks} />
    </form>
  )
}

function seatName(label: string, block: SeatBlock | undefined, status: string): string {
  if (block) return t`${label}, kept back: ${block.reason}`
  return status === 'available' ? t`${label}, free` : t`${label}, taken`
}
