import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { BoxOfficeBooking, GroupBooking } from '@/api'
import { listBoxOfficeShowsOptions } from '@/api/@tanstack/react-query.gen'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { dayOf } from '@/lib/format/dates'
import { SaleDesk } from '@/features/box-office/sale/sale-desk'
import { SoldPanel } from '@/features/box-office/sale/sold-panel'
import { GroupTask } from './group-task'

/** What one sale takes. */
const atOnce = 10

type GroupSaleProps = {
  group: GroupBooking
  cinemaId: number
  hasTill: boolean
  onOpenTill: () => void
  onDone: () => void
}

/** A group’s seats are sold ten at a time, one sale after another, until none is left. */
export function GroupSale({ group, cinemaId, hasTill, onOpenTill, onDone }: GroupSaleProps) {
  const { held, showtimeId } = group
  const [soldIds, setSoldIds] = useState<readonly number[]>([])
  const [sold, setSold] = useState<BoxOfficeBooking>()
  const shows = useQuery(
    listBoxOfficeShowsOptions({ query: { cinemaId, date: dayOf(group.startsAt) } }),
  )
  const show = shows.data?.find((one) => one.showtimeId === showtimeId)
  const left = held.map(({ seatId }) => seatId).filter((id) => !soldIds.includes(id))

  if (sold) {
    return (
      <SoldPanel
        sold={sold}
        onNext={() => (left.length > 0 ? setSold(undefined) : onDone())}
        next={
          left.length > 0
            ? plural(left.length, { one: 'Next: # seat left', other: 'Next: # seats left' })
            : t`All groups`
        }
      />
    )
  }
  if (!show) {
    return (
      <GroupTask title={t`Sell to ${group.name}`} group={group} onBack={onDone}>
        {shows.isPending && (
          <Loading label={t`Loading the show`}>
            <Skeleton className="h-40" />
          </Loading>
        )}
        {shows.isError && <ErrorPanel error={shows.error} onRetry={() => void shows.refetch()} />}
        {shows.data && (
          <EmptyPanel title={t`The show is not for sale any more`}>
            <Trans>It has begun, or it was called off.</Trans>
          </EmptyPanel>
        )}
      </GroupTask>
    )
  }
  return (
    <SaleDesk
      key={soldIds.length}
      show={show}
      group={{ name: group.name, seatIds: left.slice(0, atOnce) }}
      hasTill={hasTill}
      onOpenTill={onOpenTill}
      onSold={(booking) => {
        // Seats that somebody unticked come again; others that were added are none of the group’s.
        setSoldIds([...soldIds, ...booking.reservation.tickets.map(({ seatId }) => seatId)])
        setSold(booking)
      }}
      onBack={onDone}
    />
  )
}
