import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import {
  exchangeTickets,
  type BoxOfficeBooking,
  type CounterExchange,
  type CounterExchangeRequest,
} from '@/api'
import { listShowtimeKindsOptions } from '@/api/@tanstack/react-query.gen'
import { listLabels } from '@/features/seats/map/seat-names'
import { TicketChoice } from '@/components/ticket-choice'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { isUndecided, once, onceMore } from '@/lib/api/idempotency'
import { problemText } from '@/lib/api/problem'
import { dayOf, formatDay, timeOf } from '@/lib/format/dates'
import { sumPrices } from '@/lib/format/money'
import { backAtCounter } from '@/features/box-office/bookings/back-at-counter'
import { ChosenSeats } from '@/features/box-office/sale/chosen-seats'
import { CounterMap } from '@/features/box-office/sale/counter-map'
import { kindPrice } from '@/features/box-office/sale/kind-price'
import type { Paid } from '@/features/box-office/till/payment'
import { useCounterSeats } from '@/features/box-office/sale/use-counter-seats'
import type { WantedShow } from './exchange-desk'
import { Settlement } from './settlement'

type ExchangeSeatsProps = {
  booking: BoxOfficeBooking
  show: WantedShow
  ticked: readonly number[]
  hasTill: boolean
  onTick: (ticketIds: readonly number[]) => void
  onOtherShow: () => void
  onOpenTill: () => void
  onExchanged: (exchange: CounterExchange) => void
  /** The booking may be another than it is shown. */
  onRefused: () => void
  onBack: () => void
}

/** Which tickets are given up, which seats are wanted for them, and the sums before the click. */
export function ExchangeSeats(props: ExchangeSeatsProps) {
  const { booking, show, ticked, hasTill } = props
  const { reservationId, reference, currency, tickets, showtime } = booking.reservation
  const { showtimeId } = show
  const givenUp = tickets.filter(({ ticketId }) => ticked.includes(ticketId))
  const seats = useCounterSeats(showtimeId, {
    limit: givenUp.length,
    // Their own seats can be taken again, as tickets of another kind.
    givenUp:
      showtimeId === showtime.showtimeId ? new Set(givenUp.map(({ seatId }) => seatId)) : undefined,
  })
  const [kinds, setKinds] = useState<ReadonlyMap<number, number>>(new Map())
  const [reason, setReason] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  const offers = useQuery(listShowtimeKindsOptions({ path: { showtimeId } }))
  const all = offers.data?.kinds ?? []
  const offered = all.filter(({ refusedFor }) => !refusedFor)
  const { chosen, lost } = seats
  // A child stays a child, unless something else is chosen.
  const wanted = chosen.map((seat, index) => {
    const kind = offered.find(({ kindId, name }) =>
      kinds.has(seat.seatId) ? kindId === kinds.get(seat.seatId) : name === givenUp[index]?.kind,
    )
    const price = kind && kindPrice(kind, seat.seatClass)
    return { seat, kindId: price === undefined ? 0 : kind?.kindId, price: price ?? seat.price }
  })
  const worth = sumPrices(
    givenUp.map(({ price }) => price),
    currency,
  )
  const total = sumPrices(
    wanted.map(({ price }) => price),
    currency,
  )
  const credit = booking.sale
    ? sumPrices([backAtCounter(booking, worth), booking.owed], currency)
    : 0
  useEffect(() => heading.current?.focus(), [])

  const exchange = useMutation({
    ...onceMore,
    mutationFn: (body: CounterExchangeRequest) =>
      once(`exchange ${reservationId} ${JSON.stringify(body)}`, async (headers) => {
        const { data } = await exchangeTickets({
          path: { reservationId },
          body,
          headers,
          throwOnError: true,
        })
        return data
      }),
    onSuccess: props.onExchanged,
    onError: (error) => {
      if (isUndecided(error)) return
      void seats.refresh()
      void offers.refetch()
      props.onRefused()
    },
  })
  /** One of which nobody knows yet whether it was made: nothing else is done before that is clear. */
  const open = exchange.isError && isUndecided(exchange.error) ? exchange.variables : undefined
  const isComplete = givenUp.length > 0 && chosen.length === givenUp.length

  function settle(paid: Paid) {
    const ofKind = wanted.flatMap(({ seat: { seatId }, kindId }) =>
      kindId ? [{ seatId, kindId }] : [],
    )
    exchange.mutate({
      ticketIds: givenUp.map(({ ticketId }) => ticketId),
      showtimeId,
      seatIds: chosen.map(({ seatId }) => seatId),
      total,
      credit,
      ...paid,
      ...(ofKind.length > 0 && { kinds: ofKind }),
      ...(reason.trim() !== '' && { reason: reason.trim() }),
    })
  }

  return (
    <div className="grid grid-cols-1 gap-x-10 gap-y-5 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="grid min-w-0 content-start gap-4 lg:col-start-2 lg:row-start-1">
        <div className="flex items-start justify-between gap-3">
          <h2 ref={heading} tabIndex={-1} className="min-w-0 text-xl leading-tight wrap-anywhere">
            <Trans>Change seats of {reference}</Trans>
          </h2>
          <Button look="quiet" className="shrink-0" onClick={props.onBack}>
            <ArrowLeft aria-hidden className="size-4" />
            <Trans>Booking</Trans>
          </Button>
        </div>
        <TicketChoice
          booking={booking.reservation}
          chosen={ticked}
          onChoose={props.onTick}
          refund={({ price }) => price}
          legend={t`Tickets to give up`}
        />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="min-w-0">
            <strong className="block leading-tight wrap-anywhere">{show.movieTitle}</strong>
            <span className="text-sm text-muted">
              {formatDay(dayOf(show.startsAt))} {timeOf(show.startsAt)} · {show.screenName}
            </span>
          </p>
          <Button onClick={props.onOtherShow}>
            <Trans>Another show</Trans>
          </Button>
        </div>
        {lost.length > 0 && !exchange.isPending && !open && (
          <p role="alert" className="rounded-xl border-2 border-danger px-4 py-2 font-medium">
            <Trans>Taken by someone else: {listLabels(lost)}.</Trans>
          </p>
        )}
        {exchange.isError && (
          <p role="alert" className="rounded-xl border-2 border-danger px-4 py-2 font-medium">
            {problemText(exchange.error)}
          </p>
        )}
        {chosen.length > 0 && (
          <ChosenSeats
            label={t`New seats`}
            seats={chosen}
            currency={currency}
            kinds={all}
            chosen={new Map(wanted.map(({ seat, kindId }) => [seat.seatId, kindId ?? 0]))}
            keptBack={seats.keptBack}
            onKind={(seatId, kindId) => setKinds(new Map(kinds).set(seatId, kindId))}
            onRemove={seats.toggle}
          />
        )}
        <p role="status" className="text-muted empty:hidden">
          {givenUp.length === 0 && t`Tick the tickets to give up.`}
          {givenUp.length > 0 &&
            !isComplete &&
            t`${chosen.length} of ${plural(givenUp.length, {
              one: '# new seat',
              other: '# new seats',
            })} chosen: tap them on the map.`}
        </p>
        {open && (
          <Button look="primary" busy={exchange.isPending} onClick={() => exchange.mutate(open)}>
            <Trans>Ask whether it was done</Trans>
          </Button>
        )}
        {isComplete && !open && (
          <>
            <Field
              label={t`Reason, for the audit log`}
              value={reason}
              maxLength={200}
              autoComplete="off"
              onChange={(event) => setReason(event.target.value)}
            />
            <Settlement
              booking={booking}
              total={total}
              credit={credit}
              worth={worth}
              busy={exchange.isPending}
              hasTill={hasTill}
              onOpenTill={props.onOpenTill}
              onSettle={settle}
            />
          </>
        )}
      </div>
      <CounterMap seats={seats} onToggle={seats.toggle} />
    </div>
  )
}
