import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getFaresOptions } from '@/api/@tanstack/react-query.gen'
import type { FareTable } from '@/api'
import { FareForm } from '@/features/admin/fares/fare-form'
import { formats, inForce, seatClasses } from '@/features/admin/fares/fare-fields'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { Cell, DataTable, Head, RowHead } from '@/features/admin/shell/data-table'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { formatDate } from '@/lib/format/dates'
import { formatMoney, minorUnits } from '@/lib/format/money'
import { formatCount } from '@/lib/format/number'

const classNames = { standard: t`Standard`, premium: t`Premium` }

/** What seats cost: today, from coming days on, and how to change it. */
export function FaresPage() {
  const fares = useQuery(getFaresOptions())
  return (
    <AdminPage
      title={t`Fares`}
      lead={t`A seat costs the base price of its class times the factor of the format. Seats that are held or sold keep their price.`}
    >
      {fares.isError && <ErrorPanel error={fares.error} onRetry={() => void fares.refetch()} />}
      {fares.isPending && (
        <Loading label={t`Loading fares`}>
          <Skeleton className="h-96" />
        </Loading>
      )}
      {fares.data && <Prices table={fares.data} />}
    </AdminPage>
  )
}

function Prices({ table }: { table: FareTable }) {
  const { today } = table
  const days = [...table.fares, ...table.multipliers]
    .map(({ validFrom }) => validFrom)
    .filter((validFrom) => validFrom > today)
  const coming = [...new Set(days)].sort()
  return (
    <div className="grid grid-cols-1 items-start gap-8 xl:grid-cols-[1fr_28rem]">
      <div className="grid grid-cols-1 gap-6">
        <PriceList table={table} title={t`For shows of today`} date={today} />
        {coming.map((date) => (
          <PriceList key={date} table={table} title={t`From ${formatDate(date)} on`} date={date} />
        ))}
      </div>
      <FareForm table={table} />
    </div>
  )
}

function PriceList({ table, title, date }: { table: FareTable; title: string; date: string }) {
  const prices = inForce(table, date)
  return (
    <section className="grid grid-cols-1 gap-3">
      <h2 className="text-2xl">{title}</h2>
      <DataTable
        caption={title}
        head={
          <>
            <Head>
              <Trans>Class of seat</Trans>
            </Head>
            <Head numeric>
              <Trans>Base price</Trans>
            </Head>
            {formats.map((format) => (
              <Head key={format} numeric>
                {format} (× {formatCount(Number(prices[format]))})
              </Head>
            ))}
          </>
        }
      >
        {seatClasses.map((seatClass) => (
          <tr key={seatClass}>
            <RowHead>{classNames[seatClass]}</RowHead>
            <Cell numeric>{formatMoney(Number(prices[seatClass]), table.currency)}</Cell>
            {formats.map((format) => (
              <Cell key={format} numeric>
                {formatMoney(
                  seatPrice(prices[seatClass], prices[format], table.currency),
                  table.currency,
                )}
              </Cell>
            ))}
          </tr>
        ))}
      </DataTable>
    </section>
  )
}

/** What the server computes: in whole minor units and hundredths, where binary fractions would round some the other way. */
function seatPrice(price: string, factor: string, currency: string): number {
  const whole = 10 ** minorUnits(currency)
  const product = Math.round(Number(price) * whole) * Math.round(Number(factor) * 100)
  return Math.round(product / 100) / whole
}
