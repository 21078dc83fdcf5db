import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { createPayment, type Reservation } from '@/api'
import { refundTerms } from '@/features/booking/refund-terms'
import { Localized } from '@/components/localized'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { formatMoney } from '@/lib/format/money'

// The provider's form is fetched by those alone who pay with it.
const PaymentForm = lazy(() => import('@/features/booking/payment/payment-form'))

type PayNowProps = {
  booking: Reservation
  /** The booking waits for its confirmation, or is given back. */
  busy: boolean
  /** The payment is at the provider, or is no more. */
  onPaying: (paying: boolean) => void
  onPaid: () => void
}

/** Paying a pending booking by card or whatever else the cinema's account takes. */
export function PayNow({ booking, busy, onPaying, onPaid }: PayNowProps) {
  const { reservationId, currency } = booking
  const { amount } = booking.payment
  const order = useQuery({
    queryKey: ['payment', reservationId, amount],
    queryFn: async () =>
      (await createPayment({ path: { reservationId }, throwOnError: true })).data,
    // A form that is being filled in stays.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnReconnect: false,
  })
  return (
    <div className="grid gap-4">
      <div>
        <h2 id="pay" className="text-xl">
          <Trans>Pay now</Trans>
        </h2>
        <p className="mt-1 text-muted">
          <Trans>
            <strong className="text-ink">{formatMoney(amount, currency)}</strong> in all. What you
            type goes to the payment provider, and is never seen here.{' '}
          </Trans>
          <Localized>{refundTerms(booking)}</Localized>
        </p>
      </div>
      {booking.payment.status === 'failed' && (
        <p role="status" className="rounded-xl border border-danger px-4 py-3 font-medium">
          <Trans>
            The last attempt was declined, and nothing was charged. Try again, or with another card.
          </Trans>
        </p>
      )}
      {order.isError ? (
        <ErrorPanel error={order.error} onRetry={() => void order.refetch()} />
      ) : order.data ? (
        <Suspense fallback={<FormSkeleton />}>
          <PaymentForm order={order.data} busy={busy} onPaying={onPaying} onPaid={onPaid} />
        </Suspense>
      ) : (
        <FormSkeleton />
      )}
    </div>
  )
}

function FormSkeleton() {
  return (
    <Loading label={t`Loading the payment form`} className="grid gap-4">
      <Skeleton className="h-52" />
      <Skeleton className="h-13" />
    </Loading>
  )
}
