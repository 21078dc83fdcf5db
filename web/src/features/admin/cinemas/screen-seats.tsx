import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { updateScreenSeats, type Screen, type ScreenSeats } from '@/api'
import { getScreenSeatsOptions, getScreenSeatsQueryKey } from '@/api/@tanstack/react-query.gen'
import { SeatGrid } from '@/features/admin/seats/seat-grid'
import { Cell, DataTable, Head, RowHead } from '@/features/admin/shell/data-table'
import { Localized } from '@/components/localized'
import { Button } from '@/components/ui/button'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { dayOf, formatDate, timeOf } from '@/lib/format/dates'
import { notify } from '@/lib/browser/notices'
import { problemText } from '@/lib/api/problem'

/** Which seats of a screen are broken, and whose bookings that concerns. */
export function ScreenSeatsPanel({ screen }: { screen: Screen }) {
  const path = { screenId: screen.screenId }
  const seats = useQuery(getScreenSeatsOptions({ path }))
  if (seats.isPending) {
    return (
      <Loading label={t`Loading seats`}>
        <Skeleton className="h-64" />
      </Loading>
    )
  }
  if (seats.isError) return <ErrorPanel error={seats.error} onRetry={() => void seats.refetch()} />
  return <SeatChoice screen={screen} saved={seats.data} />
}

function SeatChoice({ screen, saved }: { screen: Screen; saved: ScreenSeats }) {
  const queryClient = useQueryClient()
  const path = { screenId: screen.screenId }
  const [broken, setBroken] = useState(
    () => new Set(saved.seats.filter((seat) => seat.outOfService).map((seat) => seat.seatId)),
  )
  const [busy, setBusy] = useState(false)
  const toggle = (seatId: number) => {
    const next = new Set(broken)
    if (!next.delete(seatId)) next.add(seatId)
    setBroken(next)
  }
  const save = async () => {
    setBusy(true)
    try {
      const { data } = await updateScreenSeats({
        path,
        body: { outOfService: [...broken] },
        throwOnError: true,
      })
      queryClient.setQueryData(getScreenSeatsQueryKey({ path }), data)
      notify(t`The seats of ${screen.name} are saved.`)
    } catch (error) {
      notify(problemText(error), 'danger')
    } finally {
      setBusy(false)
    }
  }

  return (
    <section aria-label={t`Seats of ${screen.name}`} className="grid grid-cols-1 gap-4">
      <p className="text-muted">
        <Trans>
          Choose the seats that are out of service: nobody can choose those. The screen is in front
          of row A.
        </Trans>
      </p>
      <SeatGrid
        seats={saved.seats.map((seat) => ({
          ...seat,
          name: t`${seat.label} out of service`,
          pressed: broken.has(seat.seatId),
          look: broken.has(seat.seatId) ? 'border-danger text-danger line-through' : undefined,
        }))}
        onToggle={toggle}
      />
      <Button look="primary" className="justify-self-start" busy={busy} onClick={() => void save()}>
        <Trans>Save seats</Trans>
      </Button>
      {saved.affectedBookings.length > 0 && (
        <>
          <h3 className="text-lg">
            <Trans>Bookings of seats out of service</Trans>
          </h3>
          <DataTable
            caption={t`Bookings of seats out of service`}
            head={
              <>
                <Head>
                  <Trans>Movie</Trans>
                </Head>
                <Head>
                  <Trans>Starts</Trans>
                </Head>
                <Head>
                  <Trans>Seat</Trans>
                </Head>
                <Head>
                  <Trans>Reference</Trans>
                </Head>
                <Head>
                  <Trans>Status</Trans>
                </Head>
              </>
            }
          >
            {saved.affectedBookings.map((booking) => (
              <tr key={`${booking.showtimeId} ${booking.seatId}`}>
                <RowHead>{booking.movieTitle}</RowHead>
                <Cell className="whitespace-nowrap">
                  <Localized>
                    {formatDate(dayOf(booking.startsAt))}, {timeOf(booking.startsAt)}
                  </Localized>
                </Cell>
                <Cell>{booking.seatLabel}</Cell>
                <Cell>{booking.reference}</Cell>
                <Cell>{booking.status}</Cell>
              </tr>
            ))}
          </DataTable>
        </>
      )}
    </section>
  )
}
