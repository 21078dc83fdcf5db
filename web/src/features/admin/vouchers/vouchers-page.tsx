import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { downloadVouchers, endVoucher, type NewVoucher, type Voucher } from '@/api'
import { listVouchersOptions } from '@/api/@tanstack/react-query.gen'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { CsvButton } from '@/features/admin/export/csv-button'
import { Cell, DataTable, Head, RowHead } from '@/features/admin/shell/data-table'
import { NewCodes } from '@/features/admin/codes/new-codes'
import { Moment } from '@/features/admin/shell/moment'
import { Pager } from '@/features/admin/shell/pager'
import { SharesOfPage } from '@/features/admin/codes/shares-of-page'
import { gives, limits, validity } from '@/features/admin/vouchers/voucher-fields'
import { VoucherForm } from '@/features/admin/vouchers/voucher-form'
import { VoucherUses } from '@/features/admin/vouchers/voucher-uses'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { problemText } from '@/lib/api/problem'
import { notify } from '@/lib/browser/notices'
import { formatMoney } from '@/lib/format/money'

type VouchersPageProps = { page: number | undefined; onPage: (page: number) => void }

/** Codes that make tickets cheaper. */
export function VouchersPage({ page, onPage }: VouchersPageProps) {
  const queries = useQueryClient()
  const vouchers = useQuery({
    ...listVouchersOptions({ query: { ...(page && { page }), pageSize: 25 } }),
    placeholderData: keepPreviousData,
  })
  const [made, setMade] = useState<NewVoucher | null>(null)
  const [ending, setEnding] = useState<Voucher | null>(null)
  const [shown, setShown] = useState<Voucher | null>(null)

  const end = useMutation({
    mutationFn: ({ voucherId }: Voucher) => endVoucher({ path: { voucherId }, throwOnError: true }),
    onSuccess: () => notify(t`The voucher is ended.`),
    onError: (error) => notify(problemText(error), 'danger'),
    onSettled: () => {
      setEnding(null)
      return queries.invalidateQueries()
    },
  })

  return (
    <AdminPage
      title={t`Vouchers`}
      lead={t`Codes that make tickets cheaper. What a voucher gives never changes: end it, and make another.`}
    >
      {made ? (
        <NewCodes
          name={made.voucher.name}
          codes={made.codes}
          file={`voucher-${made.voucher.voucherId}-codes.csv`}
          onDone={() => setMade(null)}
        />
      ) : (
        <VoucherForm
          onMade={(voucher) => {
            setMade(voucher)
            void queries.invalidateQueries()
          }}
        />
      )}
      {vouchers.isError && (
        <ErrorPanel error={vouchers.error} onRetry={() => void vouchers.refetch()} />
      )}
      {vouchers.isPending && (
        <Loading label={t`Looking for vouchers`}>
          <Skeleton className="h-40" />
        </Loading>
      )}
      {vouchers.data?.items.length === 0 && (
        <EmptyPanel title={t`No vouchers yet`}>
          <Trans>Make one above, and give its codes to whom you like.</Trans>
        </EmptyPanel>
      )}
      {vouchers.data && vouchers.data.items.length > 0 && (
        <>
          <div>
            <CsvButton read={() => downloadVouchers({ parseAs: 'text', throwOnError: true })} />
          </div>
          <SharesOfPage
            title={t`What they took off`}
            shares={vouchers.data.items.map(({ voucherId, name, discount, currency, uses }) => ({
              key: voucherId,
              name,
              amount: discount,
              text: `${formatMoney(discount, currency)} · ${plural(uses, { one: '# use', other: '# uses' })}`,
            }))}
          />
          <DataTable
            caption={t`Vouchers`}
            busy={vouchers.isFetching}
            head={
              <>
                <Head>{t`Voucher`}</Head>
                <Head>{t`Gives`}</Head>
                <Head>{t`Good`}</Head>
                <Head>{t`Can be used`}</Head>
                <Head>{t`Only for`}</Head>
                <Head numeric>{t`Used`}</Head>
                <Head numeric>{t`Took off`}</Head>
                <Head>{t`Action`}</Head>
              </>
            }
          >
            {vouchers.data.items.map((voucher) => (
              <VoucherRow
                key={voucher.voucherId}
                voucher={voucher}
                onShow={() => setShown(voucher)}
                onEnd={() => setEnding(voucher)}
              />
            ))}
          </DataTable>
          <Pager {...vouchers.data} onPage={onPage} />
        </>
      )}
      {shown && <VoucherUses key={shown.voucherId} voucher={shown} />}
      <ConfirmDialog
        open={ending !== null}
        title={t`End ${ending?.name ?? ''}?`}
        confirmLabel={t`End the voucher`}
        dismissLabel={t`Keep it`}
        busy={end.isPending}
        onConfirm={() => ending && end.mutate(ending)}
        onDismiss={() => setEnding(null)}
      >
        <Trans>
          Its codes are refused from now on, and for good. What was booked with it stands.
        </Trans>
      </ConfirmDialog>
    </AdminPage>
  )
}

type VoucherRowProps = { voucher: Voucher; onShow: () => void; onEnd: () => void }

function VoucherRow({ voucher, onShow, onEnd }: VoucherRowProps) {
  const { name, hint, codes, cinemas, movies, uses, discount, currency, endedAt } = voucher
  const only = [...cinemas.map((cinema) => cinema.name), ...movies.map((movie) => movie.title)]
  return (
    <tr className="align-top">
      <RowHead>
        <span className="wrap-anywhere">{name}</span>
        <div className="font-mono text-sm font-normal text-muted">
          {hint ? `…${hint}` : plural(codes, { one: '# code', other: '# codes' })}
        </div>
      </RowHead>
      <Cell>{gives(voucher)}</Cell>
      <Cell>
        {endedAt ? (
          <>
            <Trans>
              Ended <Moment at={endedAt} />
            </Trans>
          </>
        ) : (
          validity(voucher)
        )}
      </Cell>
      <Cell>{limits(voucher)}</Cell>
      <Cell>{only.length === 0 ? '–' : only.join(', ')}</Cell>
      <Cell numeric>{uses}</Cell>
      <Cell numeric>{formatMoney(discount, currency)}</Cell>
      <Cell>
        <div className="flex gap-2">
          <Button onClick={onShow}>
            <Trans>
              Uses<span className="sr-only"> of {name}</span>
            </Trans>
          </Button>
          {!endedAt && (
            <Button look="danger" onClick={onEnd}>
              <Trans>
                End<span className="sr-only"> {name}</span>
              </Trans>
            </Button>
          )}
        </div>
      </Cell>
    </tr>
  )
}
