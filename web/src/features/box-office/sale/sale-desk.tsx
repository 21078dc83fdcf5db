import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQuery } from '@tanstack/react-query'
import { ArrowLeft, LockKeyhole } from 'lucide-react'
import { useRef, useState, type KeyboardEvent } from 'react'
import {
  sellAtCounter,
  type BoxOfficeBooking,
  type BoxOfficeShow,
  type CounterSaleRequest,
  type Seat,
  type SeatProposal,
} from '@/api'
import { listShowtimeKindsOptions } from '@/api/@tanstack/react-query.gen'
import { listLabels } from '@/features/seats/map/seat-names'
import { Button } from '@/components/ui/button'
import { isUndecided, once, onceMore } from '@/lib/api/idempotency'
import { problemText } from '@/lib/api/problem'
import { formatDay, dayOf, timeOf } from '@/lib/format/dates'
import { sumPrices } from '@/lib/format/money'
import { ChosenSeats } from './chosen-seats'
import { Codes } from './codes'
import { CounterMap } from './counter-map'
import { kindPrice } from './kind-price'
import { PartyButtons } from './party-buttons'
import { Payment, type Paid } from '@/features/box-office/till/payment'
import { useCodes } from './use-codes'
import { useCounterSeats } from './use-counter-seats'

type SaleDeskProps = {
  show: BoxOfficeShow
  /** For whom seats are kept that are sold now; without one, whoever comes. */
  group?: { name: string; seatIds: readonly number[] } | undefined
  hasTill: boolean
  onOpenTill: () => void
  onSold: (sold: BoxOfficeBooking) => void
  /** Seats are kept back, and not sold: those that are chosen, to begin with. */
  onKeepBack?: (seatIds: readonly number[]) => void
  onBack: () => void
}

/** A key that is held down sells nothing: each step is a press of its own. */
function refuseRepeats(event: KeyboardEvent) {
  if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault()
}

/** What a hand scanner types, or a clerk who does not look for the field first: on a button it would mean nothing. */
const isTyped = (event: KeyboardEvent) =>
  /^[\da-z]$/i.test(event.key) &&
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  event.target instanceof HTMLButtonElement

/** The operation's name is kept in the tab: the end of a code tells which it is, and opens nothing. */
const nameOf = (body: CounterSaleRequest) =>
  JSON.stringify({ ...body, codes: body.codes?.map((code) => code.slice(-4)) })

/** One customer: seats on the live map, their kinds, codes, and the money. */
export function SaleDesk(props: SaleDeskProps) {
  const { show, group, hasTill, onOpenTill, onSold, onKeepBack, onBack } = props
  const { showtimeId } = show
  const seats = useCounterSeats(showtimeId, {}, group?.seatIds)
  const [kinds, setKinds] = useState<ReadonlyMap<number, number>>(new Map())
  const [isParty, setParty] = useState(group !== undefined)
  const exact = useRef<HTMLButtonElement>(null)
  const code = useRef<HTMLInputElement>(null)
  const offers = useQuery(listShowtimeKindsOptions({ path: { showtimeId } }))
  const all = offers.data?.kinds ?? []
  const offered = all.filter(({ refusedFor }) => !refusedFor)
  const { chosen, lost } = seats
  const kindOf = (seatId: number) => offered.find(({ kindId }) => kindId === kinds.get(seatId))
  const total = sumPrices(
    chosen.map((seat) => {
      const kind = kindOf(seat.seatId)
      return (kind && kindPrice(kind, seat.seatClass)) ?? seat.price
    }),
    show.currency,
  )

  const seatIds = chosen.map(({ seatId }) => seatId).sort((a, b) => a - b)
  const wanted = seatIds.flatMap((seatId) => {
    const kind = kindOf(seatId)
    return kind ? [{ seatId, kindId: kind.kindId }] : []
  })
  const choice = { seatIds, ...(wanted.length > 0 && { kinds: wanted }) }
  const codes = useCodes(showtimeId, choice, () => exact.current?.focus())
  const { quote } = codes

  // What was asked for is fixed when the button is pressed: the map may show these seats as sold before the answer has come.
  const sell = useMutation({
    ...onceMore,
    mutationFn: (body: CounterSaleRequest) =>
      once(`sell ${showtimeId} ${nameOf(body)}`, async (headers) => {
        const { data } = await sellAtCounter({
          path: { showtimeId },
          body,
          headers,
          throwOnError: true,
        })
        return data
      }),
    onSuccess: onSold,
    onError: (error) => {
      if (isUndecided(error)) return
      void seats.refresh()
      void offers.refetch()
      void codes.refresh()
    },
  })
  /** A sale of which nobody knows yet whether it was made: nothing else is sold before that is clear. */
  const open = sell.isError && isUndecided(sell.error) ? sell.variables : undefined

  function pay(paid: Paid) {
    sell.mutate({
      ...choice,
      total: quote?.total ?? total,
      ...paid,
      ...(quote && { codes: [...codes.codes] }),
      ...(quote?.giftCard && { giftCardAmount: quote.giftCard.amount }),
    })
  }

  function take({ seats: found }: SeatProposal) {
    // The keyboard goes on to the payment: it is there, or comes with the seats.
    setParty(true)
    seats.choose(found.map(({ seatId }) => seatId))
    exact.current?.focus()
  }

  /** Whoever goes from seat to seat stays on the map. */
  function toggle(seat: Seat) {
    setParty(false)
    seats.toggle(seat)
  }

  return (
    // It only listens to what its buttons hear.
    // eslint-disable-next-line jsx-a11y-x/no-static-element-interactions
    <div
      className="grid gap-x-10 gap-y-5 lg:grid-cols-[minmax(0,1fr)_24rem]"
      onKeyDown={(event) => {
        refuseRepeats(event)
        if (isTyped(event)) code.current?.focus()
      }}
    >
      <div className="grid content-start gap-4 lg:col-start-2 lg:row-start-1">
        <div className="flex items-start justify-between gap-3">
          <h2 className="min-w-0 text-xl leading-tight wrap-anywhere">
            {group ? `${group.name}: ${show.movieTitle}` : show.movieTitle}
            <span className="block font-sans text-base font-normal tracking-normal text-muted">
              {formatDay(dayOf(show.startsAt))} {timeOf(show.startsAt)} · {show.screenName}
            </span>
          </h2>
          <Button look="quiet" className="shrink-0" onClick={onBack}>
            <ArrowLeft aria-hidden className="size-4" />
            {group ? t`All groups` : t`Shows`}
          </Button>
        </div>
        {!group && <PartyButtons showtimeId={showtimeId} onFound={take} />}
        {lost.length > 0 && !sell.isPending && !open && (
          <p role="alert" className="rounded-xl border-2 border-danger px-4 py-2 font-medium">
            <Trans>Taken by someone else: {listLabels(lost)}.</Trans>
          </p>
        )}
        {sell.isError && (
          <p role="alert" className="rounded-xl border-2 border-danger px-4 py-2 font-medium">
            {problemText(sell.error)}
          </p>
        )}
        <ChosenSeats
          label={t`Seats to sell`}
          seats={chosen}
          currency={show.currency}
          kinds={all}
          chosen={kinds}
          keptBack={seats.keptBack}
          onKind={(seatId, kindId) => setKinds(new Map(kinds).set(seatId, kindId))}
          onRemove={toggle}
        />
        {open && (
          <Button look="primary" busy={sell.isPending} onClick={() => sell.mutate(open)}>
            <Trans>Ask whether it was sold</Trans>
          </Button>
        )}
        {chosen.length > 0 && !open && (
          <Codes currency={show.currency} use={codes} busy={sell.isPending} field={code} />
        )}
        {chosen.length > 0 && !open && !codes.error && (
          <Payment
            {...(quote && { label: t`To pay` })}
            total={quote?.toPay ?? total}
            currency={show.currency}
            busy={sell.isPending || codes.busy}
            hasTill={hasTill}
            onOpenTill={onOpenTill}
            exact={exact}
            takesFocus={isParty}
            onPay={pay}
          />
        )}
        {onKeepBack && !open && (
          <Button
            look="quiet"
            className="justify-self-start"
            disabled={sell.isPending}
            onClick={() => onKeepBack(chosen.map(({ seatId }) => seatId))}
          >
            <LockKeyhole aria-hidden className="size-4" />
            <Trans>Keep seats back</Trans>
          </Button>
        )}
      </div>
      <CounterMap seats={seats} onToggle={toggle} />
    </div>
  )
}
