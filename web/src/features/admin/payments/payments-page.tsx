import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
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
import { useIsAdmin } from '@/lib/session/management'

type PaymentsPageProps = { written: Written; onSearch: (search: Written) => void }

const statuses = ['waiting', 'dead', 'made'] as const
const statusNames = { waiting: t`On its way`, dead: t`Given up`, made: t`Made` }

/** Money that goes back and has not arrived, and where the payment provider and the bookings differ. */
export function PaymentsPage({ written, onSearch }: PaymentsPageProps) {
  const search = {
    status: oneOf(statuses, written['status']),
    page: positive(written['page']),
  }
  const isAdmin = useIsAdmin()
  const queries = useQueryClient()
  const refunds = useQuery({
    ...listRefundsOptions({ query: { ...search, pageSize: 25 } }),
    placeholderData: keepPreviousData,
  })
  const resend = useMutation({
    mutationFn: ({ refundId }: RefundLine) =>
      resendRefund({ path: { refundId }, throwOnError: true }),
    onSuccess: () => notify(t`It is being sent to the payment provider.`),
    onError: (error) => notify(problemText(error), 'danger'),
    onSettled: () => queries.invalidateQueries({ queryKey: listRefundsQueryKey() }),
  })

  return (
    <AdminPage
      title={t`Payments`}
      lead={t`Refunds go to the payment provider by themselves; each is tried again for a day, and then given up. Times are UTC.`}
    >
      <section aria-labelledby="refunds" className="grid grid-cols-1 gap-4">
        <h2 id="refunds" className="text-2xl">
          <Trans>Refunds</Trans>
        </h2>
        <search className="grid grid-cols-1 gap-3 sm:grid-cols-[16rem]">
          <SelectField
            label={t`Which`}
            value={search.status ?? ''}
            onChange={(event) => onSearch(present({ status: event.target.value }))}
          >
            <option value="">
              <Trans>Not made yet</Trans>
            </option>
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
          <Loading label={t`Loading the refunds`}>
            <Skeleton className="h-64" />
          </Loading>
        )}
        {refunds.data && (
          <>
            {refunds.data.items.length === 0 ? (
              <EmptyPanel title={t`Nothing here`}>
                {search.status ? t`No refund has this status.` : t`Every refund has been made.`}
              </EmptyPanel>
            ) : (
              <DataTable
                caption={t`Refunds`}
                busy={refunds.isFetching}
                head={
                  <>
                    <Head>
                      <Trans>Due since (UTC)</Trans>
                    </Head>
                    <Head>
                      <Trans>Booking</Trans>
                    </Head>
                    <Head numeric>
                      <Trans>Amount</Trans>
                    </Head>
                    <Head>
                      <Trans>Status</Trans>
                    </Head>
                    <Head numeric>
                      <Trans>Attempts</Trans>
                    </Head>
                    <Head>
                      <Trans>What was in the way</Trans>
                    </Head>
                    <Head>
                      <Trans>Action</Trans>
                    </Head>
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
      {isAdmin && <Differences />}
    </AdminPage>
  )
}
