import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { downloadTills, type TillShift } from '@/api'
import { listTillsOptions } from '@/api/@tanstack/react-query.gen'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { CsvButton } from '@/features/admin/export/csv-button'
import { Cell, DataTable, Head, RowHead } from '@/features/admin/shell/data-table'
import { allCinemas } from '@/features/admin/shell/managed-cinema'
import { Moment } from '@/features/admin/shell/moment'
import { Pager } from '@/features/admin/shell/pager'
import { day, positive, present, type Written } from '@/features/admin/shell/search'
import { Field, SelectField } from '@/components/ui/field'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { formatMoney } from '@/lib/format/money'

type TillsPageProps = { written: Written; onSearch: (search: Written) => void }

/** What was taken, paid back and counted at the tills. */
export function TillsPage({ written, onSearch }: TillsPageProps) {
  const filter = {
    cinemaId: positive(written['cinemaId']),
    from: day(written['from']),
    to: day(written['to']),
  }
  const cinemas = useQuery(allCinemas)
  const shifts = useQuery({
    ...listTillsOptions({
      query: { ...filter, page: positive(written['page']), pageSize: 25 },
    }),
    placeholderData: keepPreviousData,
  })
  const look = (change: Written) => onSearch(present({ ...filter, ...change }))

  return (
    <AdminPage
      title={t`Tills`}
      lead={t`Every shift at a counter: what should have been in the till, and what was counted. Times are the cinema’s.`}
      actions={
        <CsvButton
          read={() => downloadTills({ query: filter, parseAs: 'text', throwOnError: true })}
        />
      }
    >
      <search className="grid grid-cols-1 gap-3 sm:grid-cols-[16rem_12rem_12rem]">
        <SelectField
          label={t`Cinema`}
          value={filter.cinemaId ?? ''}
          onChange={(event) => look({ cinemaId: Number(event.target.value) || undefined })}
        >
          <option value="">{t`All cinemas`}</option>
          {cinemas.data?.items.map(({ cinemaId, name }) => (
            <option key={cinemaId} value={cinemaId}>
              {name}
            </option>
          ))}
        </SelectField>
        <Field
          type="date"
          label={t`From`}
          value={filter.from ?? ''}
          onChange={(event) => look({ from: event.target.value })}
        />
        <Field
          type="date"
          label={t`To`}
          value={filter.to ?? ''}
          onChange={(event) => look({ to: event.target.value })}
        />
      </search>
      {shifts.isError && <ErrorPanel error={shifts.error} onRetry={() => void shifts.refetch()} />}
      {shifts.isPending && (
        <Loading label={t`Loading the tills`}>
          <Skeleton className="h-64" />
        </Loading>
      )}
      {shifts.data?.items.length === 0 && (
        <EmptyPanel title={t`Nothing here`}>
          <Trans>No till was open then.</Trans>
        </EmptyPanel>
      )}
      {shifts.data && shifts.data.items.length > 0 && (
        <>
          <DataTable
            caption={t`Shifts at tills`}
            head={
              <>
                <Head>
                  <Trans>Till</Trans>
                </Head>
                <Head>
                  <Trans>Opened</Trans>
                </Head>
                <Head>
                  <Trans>Closed</Trans>
                </Head>
                <Head numeric>
                  <Trans>Float</Trans>
                </Head>
                <Head numeric>
                  <Trans>Cash taken</Trans>
                </Head>
                <Head numeric>
                  <Trans>Cash paid back</Trans>
                </Head>
                <Head numeric>
                  <Trans>By card</Trans>
                </Head>
                <Head numeric>
                  <Trans>Expected</Trans>
                </Head>
                <Head numeric>
                  <Trans>Counted</Trans>
                </Head>
                <Head numeric>
                  <Trans>Difference</Trans>
                </Head>
              </>
            }
          >
            {shifts.data.items.map((shift) => (
              <ShiftRow key={shift.shiftId} shift={shift} />
            ))}
          </DataTable>
          <Pager {...shifts.data} onPage={(page) => look({ page })} />
        </>
      )}
    </AdminPage>
  )
}

function ShiftRow({ shift }: { shift: TillShift }) {
  const money = (amount?: number | null) =>
    typeof amount === 'number' ? formatMoney(amount, shift.currency) : '–'
  return (
    <tr className="align-top">
      <RowHead className="min-w-44">
        {shift.till}
        <div className="text-sm font-normal text-muted">
          {shift.name}, {shift.cinemaName}
        </div>
      </RowHead>
      <Cell className="whitespace-nowrap">
        <Moment at={shift.openedAt} />
      </Cell>
      <Cell className="whitespace-nowrap">
        {shift.closedAt ? <Moment at={shift.closedAt} /> : t`Open`}
      </Cell>
      <Cell numeric>{money(shift.openingFloat)}</Cell>
      <Cell numeric>{money(shift.cashSales)}</Cell>
      <Cell numeric>{money(shift.cashRefunds)}</Cell>
      <Cell numeric>{money(shift.cardSales - shift.cardRefunds)}</Cell>
      <Cell numeric>{money(shift.expected)}</Cell>
      <Cell numeric>{money(shift.counted)}</Cell>
      <Cell numeric className={shift.difference ? 'font-semibold text-danger' : undefined}>
        {money(shift.difference)}
      </Cell>
    </tr>
  )
}
