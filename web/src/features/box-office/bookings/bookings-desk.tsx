import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Camera as CameraIcon } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { CounterExchange } from '@/api'
import { findBoxOfficeBookingsOptions } from '@/api/@tanstack/react-query.gen'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { dayOf, formatDay, timeOf } from '@/lib/format/dates'
import { BookingPanel } from './booking-panel'
import { ExchangeDesk } from '@/features/box-office/exchange/exchange-desk'
import { ExchangedPanel } from '@/features/box-office/exchange/exchanged-panel'

const Camera = lazy(() => import('@/features/door/camera'))

type BookingsDeskProps = { cinemaId: number; hasTill: boolean; onOpenTill: () => void }

/** Finding somebody’s booking by what they show or say. */
export function BookingsDesk({ cinemaId, hasTill, onOpenTill }: BookingsDeskProps) {
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  const [wanted, setWanted] = useState('')
  const [openId, setOpenId] = useState<number>()
  const [camera, setCamera] = useState(false)
  const [changingId, setChangingId] = useState<number>()
  const [exchanged, setExchanged] = useState<CounterExchange>()
  const found = useQuery({
    ...findBoxOfficeBookingsOptions({ query: { cinemaId, q: wanted, pageSize: 20 } }),
    enabled: wanted !== '',
  })
  const items = found.data?.items ?? []
  const changing = items.find(({ reservation }) => reservation.reservationId === changingId)
  const open =
    items.find(({ reservation }) => reservation.reservationId === openId) ??
    (items.length === 1 ? items[0] : undefined)

  function look(text: string) {
    setOpenId(undefined)
    setTyped(text)
    setWanted(text.trim())
  }

  if (exchanged) {
    return (
      <ExchangedPanel
        exchange={exchanged}
        onDone={() => {
          setExchanged(undefined)
          look(exchanged.booking.reservation.reference)
        }}
      />
    )
  }
  if (changing) {
    return (
      <ExchangeDesk
        booking={changing}
        cinemaId={cinemaId}
        hasTill={hasTill}
        onOpenTill={onOpenTill}
        onExchanged={(exchange) => {
          setChangingId(undefined)
          setExchanged(exchange)
          void queries.invalidateQueries()
        }}
        onRefused={() => void found.refetch()}
        onBack={() => {
          setChangingId(undefined)
          void queries.invalidateQueries()
        }}
      />
    )
  }
  return (
    <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[24rem_minmax(0,1fr)]">
      <div className="grid grid-cols-1 gap-4">
        <form
          noValidate
          className="grid grid-cols-1 gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            look(typed)
          }}
        >
          <Field
            label={t`Ticket, reference, email or name`}
            hint={t`A hand scanner types here.`}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            spellCheck={false}
            maxLength={254}
          />
          <div className="grid grid-cols-2 gap-2">
            <Button type="submit" look="primary">
              <Trans>Find</Trans>
            </Button>
            <Button aria-pressed={camera} onClick={() => setCamera(!camera)}>
              <CameraIcon aria-hidden className="size-4" />
              <Trans>Camera</Trans>
            </Button>
          </div>
        </form>
        {camera && (
          <Suspense>
            <Camera
              onCode={(code) => {
                setCamera(false)
                look(code)
              }}
            />
          </Suspense>
        )}
        {found.isFetching && items.length === 0 && (
          <Loading label={t`Looking for the booking`}>
            <Skeleton className="h-24" />
          </Loading>
        )}
        {found.isError && <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />}
        <p role="status" className="empty:hidden">
          {found.data?.total === 0 && t`No booking of this cinema was found.`}
          {(found.data?.total ?? 0) > items.length && t`More were found: say more of the name.`}
        </p>
        {items.length > 1 && (
          <ul className="grid grid-cols-1 gap-2">
            {items.map(({ reservation, name }) => (
              <li key={reservation.reservationId}>
                <button
                  type="button"
                  aria-pressed={open?.reservation.reservationId === reservation.reservationId}
                  onClick={() => setOpenId(reservation.reservationId)}
                  className="w-full rounded-xl border border-control bg-surface px-4 py-2.5 text-left hover:border-ink aria-pressed:border-2 aria-pressed:border-accent"
                >
                  <strong className="block wrap-anywhere">{name ?? reservation.reference}</strong>
                  <span className="text-sm text-muted">
                    {reservation.showtime.movieTitle},{' '}
                    {formatDay(dayOf(reservation.showtime.startsAt))}{' '}
                    {timeOf(reservation.showtime.startsAt)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      {open && (
        <BookingPanel
          key={open.reservation.reservationId}
          booking={open}
          hasTill={hasTill}
          onChangeSeats={() => setChangingId(open.reservation.reservationId)}
          onLook={look}
        />
      )}
    </div>
  )
}
