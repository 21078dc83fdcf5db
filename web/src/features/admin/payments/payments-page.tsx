import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { resendRefund, type RefundLine } from '@/api'
import { listRefundsOptions, listRefundsQueryKey } from '@/api/@tanstack/react-query.gen'
import { Differences } from '@/features/admin/payments/differences'
import { RefundRow } from '@/features/admin/payments/refund-row'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { DataTable, Head } from '@/features/admin/shell/data-table'
import { Pager } from '@/features/admin/shell/pager'
import { oneOf, positive, present, type Written } from '@/features/admin/shell/search'
import { SelectField } from '@/components/ui/field'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { problemText } from '@/lib/api/problem'
import { notify } from '@/lib/browser/notices'

type PaymentsPageProps = { written: Written; onSearch: (search: Written) => void }

const statuses = ['waiting', 'dead', 'made'] as const
const statusNames = { waiting: 'On its way', dead: 'Given up', made: 'Made' }

/** Money that goes back and has not arrived, and where the payment provider and the bookings differ. */
export function PaymentsPage({ written, onSearch }: PaymentsPageProps) {
  const search = {
    status: oneOf(statuses, written['status']),
    page: positive(written['page']),
  }
  const queries = useQueryClient()
  const refunds = useQuery({
    ...listRefundsOptions({ query: { ...search, pageSize: 25 } }),
    placeholderData: keepPreviousData,
  })
  const resend = useMutation({
    mutationFn: ({ refundId }: RefundLine) =>
      resendRefund({ path: { refundId }, throwOnError: true }),
    onSuccess: () => notify('It is being sent to the payment provider.'),
    onError: (error) => notify(problemText(error), 'danger'),
    onSettled: () => queries.invalidateQueries({ queryKey: listRefundsQueryKey() }),
  })

  return (
    <AdminPage
      title="Payments"
      lead="Refunds go to the payment provider by themselves; each is tried again for a day, and then given up. Times are UTC."
    >
      <section aria-labelledby="refunds" className="grid grid-cols-1 gap-4">
        <h2 id="refunds" className="text-2xl">
          Refunds
        </h2>
        <search className="grid grid-cols-1 gap-3 sm:grid-cols-[16rem]">
          <SelectField
            label="Which"
            value={search.status ?? ''}
            onChange={(event) => onSearch(present({ status: event.target.value }))}
          >
            <option value="">Not made yet</option>
            {statuses.map((status) => (
              <option key={status} value={status}>
                {statusNames[status]}
              </option>
            ))}
          </SelectField>
        </search>
        {refunds.isError && (
          <ErrorPanel error={refunds.error} onRetry={() => void refunds.refetch()} />
        )}
        {refunds.isPending && (
          <Loading label="Loading the refunds">
            <Skeleton className="h-64" />
          </Loading>
        )}
        {refunds.data && (
          <>
            {refunds.data.items.length === 0 ? (
              <EmptyPanel title="Nothing here">
                {search.status ? 'No refund has this status.' : 'Every refund has been made.'}
              </EmptyPanel>
            ) : (
              <DataTable
                caption="Refunds"
                busy={refunds.isFetching}
                head={
                  <>
                    <Head>Due since (UTC)</Head>
                    <Head>Booking</Head>
                    <Head numeric>Amount</Head>
                    <Head>Status</Head>
                    <Head numeric>Attempts</Head>
                    <Head>What was in the way</Head>
                    <Head>Action</Head>
                  </>
                }
              >
                {refunds.data.items.map((refund) => (
                  <RefundRow
                    key={refund.refundId}
                    refund={refund}
                    status={statusNames[refund.status]}
                    busy={resend.isPending}
                    onResend={() => resend.mutate(refund)}
                  />
                ))}
              </DataTable>
            )}
            <Pager {...refunds.data} onPage={(page) => onSearch(present({ ...search, page }))} />
          </>
        )}
      </section>
      <Differences />
    </AdminPage>
  )
}
