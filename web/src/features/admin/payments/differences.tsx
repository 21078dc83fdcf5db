import { t } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { comparePayments, getPaymentDifferencesFile, type PaymentDifferenceLine } from '@/api'
import {
  getPaymentDifferencesOptions,
  getPaymentDifferencesQueryKey,
} from '@/api/@tanstack/react-query.gen'
import { Moment } from '@/features/admin/shell/moment'
import { CsvButton } from '@/features/admin/export/csv-button'
import { Cell, DataTable, Head, RowHead } from '@/features/admin/shell/data-table'
import { Button } from '@/components/ui/button'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { problemText } from '@/lib/api/problem'
import { notify } from '@/lib/browser/notices'
import { formatMoney } from '@/lib/format/money'

/** What each kind means, and what to do; docs/payments.md says more. */
const kinds: Record<PaymentDifferenceLine['kind'], { title: string; todo: string }> = {
  intent_without_booking: {
    title: t`Payment without a booking`,
    todo: t`Not ours, or made by hand: refund it with the provider if nobody knows it.`,
  },
  booking_without_intent: {
    title: t`Booking without a payment`,
    todo: t`Ask for the money at the door, or cancel the booking.`,
  },
  taken_late: {
    title: t`Told only by this look`,
    todo: t`Done: the booking is confirmed, or the money goes back. Check the webhook.`,
  },
  amount_differs: {
    title: t`Another amount`,
    todo: t`Compare both, and refund the difference with the provider.`,
  },
  refund_stuck: {
    title: t`Refund not made`,
    todo: t`Send it again above, or make it with the provider.`,
  },
}

/** The daily comparison of the provider's payments with the bookings. */
export function Differences() {
  const queries = useQueryClient()
  const last = useQuery(getPaymentDifferencesOptions())
  const compare = useMutation({
    mutationFn: () => comparePayments({ throwOnError: true }),
    onSuccess: ({ data }) => {
      queries.setQueryData(getPaymentDifferencesQueryKey(), data)
      notify(t`Compared.`)
    },
    onError: (error) => notify(problemText(error), 'danger'),
  })
  const lines = last.data?.differences ?? []
  return (
    <section aria-labelledby="differences" className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 id="differences" className="text-2xl">
            <Trans>Provider and bookings</Trans>
          </h2>
          <p className="text-muted">
            {last.data?.comparedAt ? (
              <Trans>
                Compared <Moment at={last.data.comparedAt} />:{' '}
                <Plural value={last.data.intents} one="# payment" other="# payments" /> of seven
                days.
              </Trans>
            ) : (
              t`Compared once a day.`
            )}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button busy={compare.isPending} onClick={() => compare.mutate()}>
            {compare.isPending ? t`Comparing…` : t`Compare now`}
          </Button>
          <CsvButton read={() => getPaymentDifferencesFile({ throwOnError: true })} />
        </div>
      </div>
      {last.isError && <ErrorPanel error={last.error} onRetry={() => void last.refetch()} />}
      {last.isPending && (
        <Loading label={t`Loading the comparison`}>
          <Skeleton className="h-40" />
        </Loading>
      )}
      {last.data &&
        (lines.length === 0 ? (
          <EmptyPanel title={t`No difference`}>
            {last.data.comparedAt
              ? t`The provider and the bookings agree.`
              : t`They have not been compared yet.`}
          </EmptyPanel>
        ) : (
          <DataTable
            caption={t`Differences`}
            head={
              <>
                <Head>
                  <Trans>What</Trans>
                </Head>
                <Head>
                  <Trans>Booking</Trans>
                </Head>
                <Head>
                  <Trans>Payment</Trans>
                </Head>
                <Head numeric>
                  <Trans>By the bookings</Trans>
                </Head>
                <Head numeric>
                  <Trans>By the provider</Trans>
                </Head>
              </>
            }
          >
            {lines.map((line) => (
              <Line key={[line.kind, line.intentId, line.reservationId].join(' ')} line={line} />
            ))}
          </DataTable>
        ))}
    </section>
  )
}

function Line({ line }: { line: PaymentDifferenceLine }) {
  const { title, todo } = kinds[line.kind]
  const money = (amount?: number | null) =>
    typeof amount === 'number' ? formatMoney(amount, line.currency) : '–'
  return (
    <tr className="align-top">
      <RowHead className="min-w-64">
        {title}
        <div className="text-sm font-normal text-muted">{todo}</div>
      </RowHead>
      <Cell className="font-mono text-sm">{line.reference ?? '–'}</Cell>
      <Cell className="text-sm wrap-anywhere">{line.intentId ?? '–'}</Cell>
      <Cell numeric>{money(line.expected)}</Cell>
      <Cell numeric>{money(line.found)}</Cell>
    </tr>
  )
}
