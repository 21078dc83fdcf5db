import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { Reservation } from '@/api'
import { getTicketKindsOptions } from '@/api/@tanstack/react-query.gen'
import { PriceList, ShowDetails } from '@/features/booking/booking-details'
import { BookingMissing } from '@/features/booking/booking-states'
import { GiftCardCard } from '@/features/booking/codes/gift-card-card'
import { KindList } from '@/features/booking/kind-list'
import { refundTerms } from '@/features/booking/refund-terms'
import { isPaidHere, unplacedText } from '@/features/booking/payment/payment-text'
import { PayNow } from '@/features/booking/payment/pay-now'
import { useBooking } from '@/features/booking/use-booking'
import { VoucherCard } from '@/features/booking/codes/voucher-card'
import { HoldTimer } from '@/components/hold-timer'
import { Localized } from '@/components/localized'
import { PageHeading } from '@/components/page-heading'
import { Button, buttonClass } from '@/components/ui/button'
import { EmptyPanel } from '@/components/ui/states'
import { formatMoney } from '@/lib/format/money'
import { Problem, problemText } from '@/lib/api/problem'

/** The last look before booking: what, where, when, how much, and until when. */
export function CheckoutPage({ reservationId }: { reservationId: number }) {
  const { booking, confirm, cancel, setKinds, setVoucher, setGiftCard } = useBooking(reservationId)
  const choices = useQuery({
    ...getTicketKindsOptions({ path: { reservationId } }),
    enabled: booking.data?.status === 'pending',
  })
  const [paying, setPaying] = useState(false)
  const navigate = useNavigate()
  usePaymentReturn(booking.data, confirm.mutate)
  usePaymentUnderWay(confirm.error, confirm.mutate)
  if (!booking.data) return <BookingMissing booking={booking} />

  const { data } = booking
  if (data.status === 'confirmed') {
    return (
      <Navigate
        to="/reservations/$reservationId"
        params={{ reservationId: String(reservationId) }}
        replace
      />
    )
  }
  if (data.status !== 'pending') return <NothingToConfirm booking={data} />

  // What one step said is over once another is taken.
  const forget = () =>
    [confirm, cancel, setKinds, setVoucher, setGiftCard].forEach((step) => step.reset())

  function book() {
    forget()
    confirm.mutate()
  }

  function changeSeats() {
    forget()
    cancel.mutate(undefined, {
      onSuccess: ({ showtime }) =>
        void navigate({
          to: '/showtimes/$showtimeId',
          params: { showtimeId: String(showtime.showtimeId) },
        }),
    })
  }

  function changeVoucher(code: string | null, onDone: (booking: Reservation) => void) {
    forget()
    setVoucher.mutate(code, { onSuccess: onDone })
  }

  function changeGiftCard(code: string | null, onDone: (booking: Reservation) => void) {
    forget()
    setGiftCard.mutate(code, { onSuccess: onDone })
  }

  // Nothing is booked at another total than is shown.
  const busy = [confirm, cancel, setKinds, setVoucher, setGiftCard].some((step) => step.isPending)
  // Nor is the total changed while it is being paid, or by who does not see what is chosen.
  const fixed = busy || paying || isUnderWay(confirm.error) || choices.isRefetchError
  const problem = confirm.error ?? cancel.error ?? setKinds.error
  return (
    <div className="shell grid gap-8 pt-8 sm:pt-12">
      <PageHeading title={t`Checkout`}>
        <Trans>Almost yours</Trans>
      </PageHeading>
      <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid gap-8">
          <ShowDetails booking={data} />
          {choices.data?.tickets.some(({ kinds }) => kinds.length > 0) ? (
            <KindList
              booking={data}
              choices={choices.data}
              busy={fixed}
              onChoose={(kinds) => {
                forget()
                setKinds.mutate(kinds)
              }}
            />
          ) : (
            <PriceList booking={data} />
          )}
          <VoucherCard
            booking={data}
            busy={fixed}
            error={setVoucher.isPending ? null : setVoucher.error}
            onUse={(code, onDone) => changeVoucher(code, onDone)}
            onRemove={(onDone) => changeVoucher(null, onDone)}
          />
          <GiftCardCard
            booking={data}
            busy={fixed}
            error={setGiftCard.isPending ? null : setGiftCard.error}
            onUse={(code, onDone) => changeGiftCard(code, onDone)}
            onRemove={(onDone) => changeGiftCard(null, onDone)}
          />
        </div>
        <section
          aria-labelledby="pay"
          className="grid gap-5 rounded-2xl border border-line bg-surface p-6 sm:p-7"
        >
          <div className="flex items-center gap-5">
            {data.expiresAt && (
              <HoldTimer
                expiresAt={data.expiresAt}
                onExpire={() => void booking.refetch({ cancelRefetch: false })}
                className="size-20! [&>span]:text-xl"
              />
            )}
            <p>
              <strong className="display block text-xl">
                <Trans>Your seats are kept</Trans>
              </strong>
              <span className="text-muted">
                <Trans>until the clock runs out.</Trans>
              </span>
            </p>
          </div>
          {isPaidHere(data) ? (
            <PayNow booking={data} busy={busy} onPaying={setPaying} onPaid={book} />
          ) : data.payment.amount === 0 ? (
            <div>
              <h2 id="pay" className="text-xl">
                <Trans>Nothing to pay</Trans>
              </h2>
              <p className="mt-1 text-muted">
                {data.giftCard ? (
                  <Trans>
                    Your gift card pays for everything. Confirm the booking, and the tickets are
                    yours.
                  </Trans>
                ) : (
                  <Trans>Your tickets cost nothing. Confirm the booking, and they are yours.</Trans>
                )}
              </p>
            </div>
          ) : (
            <div>
              <h2 id="pay" className="text-xl">
                <Trans>Pay at the cinema</Trans>
              </h2>
              <p className="mt-1 text-muted">
                <Trans>
                  Nothing is charged now. Show your reference at the box office and pay{' '}
                  <strong className="text-ink">
                    {formatMoney(data.payment.amount, data.currency)}
                  </strong>{' '}
                  there.
                </Trans>
              </p>
              <p className="mt-2 text-muted">
                <Localized>{refundTerms(data)}</Localized>
              </p>
            </div>
          )}
          <div className="grid gap-3">
            {problem && !busy && (
              <p role="alert" className="rounded-xl border border-danger px-4 py-3 font-medium">
                {problemText(problem)}
              </p>
            )}
            {!isPaidHere(data) && (
              <Button look="primary" className="min-h-13! text-lg" busy={busy} onClick={book}>
                {confirm.isPending ? t`Booking…` : t`Confirm booking`}
              </Button>
            )}
            <Button busy={busy || paying} onClick={changeSeats}>
              {cancel.isPending ? t`Giving the seats back…` : t`Change seats`}
            </Button>
          </div>
        </section>
      </div>
    </div>
  )
}

/**
 * Goes on where somebody comes back from their bank's page, or after the time is over: the server asks the provider whether
 * the booking is paid, and confirms it if it is.
 */
function usePaymentReturn(booking: Reservation | undefined, confirm: () => void) {
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current || booking?.payment.provider === 'counter' || !booking) return
    const isBack = new URLSearchParams(window.location.search).has('payment_intent')
    const isLate = booking.status === 'expired' && booking.payment.status === 'not_required'
    if (!isLate && !(isBack && booking.status === 'pending')) return
    asked.current = true
    confirm()
  }, [booking, confirm])
}

const isUnderWay = (error: unknown) => error instanceof Problem && error.code === 'payment_required'

/** Some payments take a moment at the bank: asks again until the booking is confirmed, or its time is over. */
function usePaymentUnderWay(error: unknown, confirm: () => void) {
  useEffect(() => {
    if (!isUnderWay(error)) return undefined
    const again = setTimeout(confirm, 3000)
    return () => clearTimeout(again)
  }, [error, confirm])
}

function NothingToConfirm({ booking }: { booking: Reservation }) {
  const expired = booking.status === 'expired'
  return (
    <div className="shell grid gap-8 py-12">
      <PageHeading title={expired ? t`Time ran out` : t`Booking cancelled`}>
        {expired ? t`Time ran out` : t`Booking cancelled`}
      </PageHeading>
      <EmptyPanel
        title={t`Your seats went back on sale`}
        action={
          <Link
            to="/showtimes/$showtimeId"
            params={{ showtimeId: String(booking.showtime.showtimeId) }}
            className={buttonClass('primary')}
          >
            <Trans>Choose seats again</Trans>
          </Link>
        }
      >
        {unplacedText(booking)}
      </EmptyPanel>
    </div>
  )
}
