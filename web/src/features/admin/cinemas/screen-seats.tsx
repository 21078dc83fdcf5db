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

type Use = 'outOfService' | 'wheelchair' | 'companion'

const looks: Record<Use, string> = {
  outOfService: 'border-danger text-danger line-through',
  wheelchair: 'border-2 border-accent',
  companion: 'border-2 border-dashed border-accent',
}

const usedFor = (seats: ScreenSeats['seats'], use: Use) =>
  new Set(
    seats
      .filter((seat) => (use === 'outOfService' ? seat.outOfService : seat.accessibility === use))
      .map((seat) => seat.seatId),
  )

function SeatChoice({ screen, saved }: { screen: Screen; saved: ScreenSeats }) {
  const queryClient = useQueryClient()
  const path = { screenId: screen.screenId }
  const [use, setUse] = useState<Use>('outOfService')
  const [chosen, setChosen] = useState(() => ({
    outOfService: usedFor(saved.seats, 'outOfService'),
    wheelchair: usedFor(saved.seats, 'wheelchair'),
    companion: usedFor(saved.seats, 'companion'),
  }))
  const [busy, setBusy] = useState(false)
  const names: Record<Use, (label: string) => string> = {
    outOfService: (label) => t`${label} out of service`,
    wheelchair: (label) => t`${label} wheelchair place`,
    companion: (label) => t`${label} companion place`,
  }
  const toggle = (seatId: number) => {
    const next = new Set(chosen[use])
    if (!next.delete(seatId)) next.add(seatId)
    // A place is for a wheelchair or for who comes along, never both.
    const other =
      use === 'wheelchair' ? 'companion' : use === 'companion' ? 'wheelchair' : undefined
    setChosen({
      ...chosen,
      [use]: next,
      ...(other && { [other]: new Set([...chosen[other]].filter((id) => id !== seatId)) }),
    })
  }
  const save = async () => {
    setBusy(true)
    try {
      const { data } = await updateScreenSeats({
        path,
        body: {
          outOfService: [...chosen.outOfService],
          wheelchair: [...chosen.wheelchair],
          companion: [...chosen.companion],
        },
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
          Nobody can choose a seat that is out of service. A companion place is sold together with a
          wheelchair place, until shortly before the start. The screen is in front of row A.
        </Trans>
      </p>
      <fieldset className="flex flex-wrap gap-x-6 gap-y-2">
        <legend className="mb-1 font-semibold">
          <Trans>What you choose</Trans>
        </legend>
        {(
          [
            ['outOfService', t`Out of service`],
            ['wheelchair', t`Wheelchair places`],
            ['companion', t`Companion places`],
          ] as const
        ).map(([value, label]) => (
          <label key={value} className="flex min-h-11 items-center gap-2">
            <input
              type="radio"
              name={`use-${screen.screenId}`}
              className="size-5 accent-accent"
              checked={use === value}
              onChange={() => setUse(value)}
            />
            {label}
          </label>
        ))}
      </fieldset>
      <SeatGrid
        seats={saved.seats.map((seat) => ({
          ...seat,
          name: names[use](seat.label),
          pressed: chosen[use].has(seat.seatId),
          look: lookOf(seat.seatId, chosen),
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

function lookOf(seatId: number, chosen: Record<Use, ReadonlySet<number>>): string | undefined {
  const uses = (['outOfService', 'wheelchair', 'companion'] as const).filter((use) =>
    chosen[use].has(seatId),
  )
  return uses.length > 0 ? uses.map((use) => looks[use]).join(' ') : undefined
}
