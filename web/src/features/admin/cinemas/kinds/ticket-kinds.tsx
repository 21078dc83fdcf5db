import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { endTicketKind, type TicketKind, type TicketKindList } from '@/api'
import { listTicketKindsOptions } from '@/api/@tanstack/react-query.gen'
import { dayNames } from '@/features/admin/cinemas/kinds/day-names'
import { KindForm } from '@/features/admin/cinemas/kinds/kind-form'
import { Cell, DataTable, Head, RowHead } from '@/features/admin/shell/data-table'
import { Button } from '@/components/ui/button'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { notify } from '@/lib/browser/notices'
import { formatMoney } from '@/lib/format/money'
import { formatCount } from '@/lib/format/number'

/** The kinds of tickets that a cinema sells beside the full price. */
export function TicketKinds({ cinemaId }: { cinemaId: number }) {
  const kinds = useQuery(listTicketKindsOptions({ path: { cinemaId } }))
  return (
    <section aria-labelledby="ticket-kinds" className="grid grid-cols-1 gap-4">
      <h2 id="ticket-kinds" className="text-2xl">
        <Trans>Kinds of tickets</Trans>
      </h2>
      <p className="text-muted">
        <Trans>
          Children, students, a cheap Tuesday: chosen for each seat at the checkout. Without any,
          every ticket costs the full price and nobody is asked. A change is for what is booked from
          now on.
        </Trans>
      </p>
      {kinds.isError && <ErrorPanel error={kinds.error} onRetry={() => void kinds.refetch()} />}
      {kinds.isPending && (
        <Loading label={t`Loading kinds of tickets`}>
          <Skeleton className="h-40" />
        </Loading>
      )}
      {kinds.data && <Kinds table={kinds.data} />}
    </section>
  )
}

function Kinds({ table }: { table: TicketKindList }) {
  const [edited, setEdited] = useState<number>()
  const queryClient = useQueryClient()
  const end = useMutation({
    mutationFn: ({ kindId }: TicketKind) =>
      endTicketKind({ path: { cinemaId: table.cinemaId, kindId }, throwOnError: true }),
    onSuccess: (_, { name }) => notify(t`${name} is not sold any more.`),
    onSettled: () => queryClient.invalidateQueries(),
  })
  const kind = table.kinds.find(({ kindId }) => kindId === edited)
  return (
    <>
      {end.isError && <ErrorPanel error={end.error} onRetry={() => end.reset()} />}
      {table.kinds.length > 0 && (
        <DataTable
          caption={t`Kinds of tickets, with what they cost today in 2D`}
          head={
            <>
              <Head>
                <Trans>Kind</Trans>
              </Head>
              <Head>
                <Trans>Rule</Trans>
              </Head>
              <Head numeric>
                <Trans>Standard</Trans>
              </Head>
              <Head numeric>
                <Trans>Premium</Trans>
              </Head>
              <Head>
                <span className="sr-only">
                  <Trans>Change</Trans>
                </span>
              </Head>
            </>
          }
        >
          {table.kinds.map((one) => (
            <tr key={one.kindId}>
              <RowHead>
                {one.name}
                {one.note && <div className="font-normal text-muted">{one.note}</div>}
              </RowHead>
              <Cell className="min-w-48">{rulesOf(one, table.currency).join('; ')}</Cell>
              <Cell numeric>{formatMoney(one.standardPrice, table.currency)}</Cell>
              <Cell numeric>
                {one.premiumPrice == null ? '–' : formatMoney(one.premiumPrice, table.currency)}
              </Cell>
              <Cell>
                <div className="flex gap-2">
                  <Button aria-label={t`Change ${one.name}`} onClick={() => setEdited(one.kindId)}>
                    <Trans>Change</Trans>
                  </Button>
                  <Button
                    aria-label={t`End ${one.name}`}
                    busy={end.isPending}
                    onClick={() => end.mutate(one)}
                  >
                    <Trans>End</Trans>
                  </Button>
                </div>
              </Cell>
            </tr>
          ))}
        </DataTable>
      )}
      <KindForm
        key={kind?.kindId ?? 0}
        table={table}
        kind={kind}
        onDone={() => setEdited(undefined)}
      />
    </>
  )
}

function rulesOf(kind: TicketKind, currency: string): string[] {
  const { factor, fixedPrice, weekdays, startsFrom, startsBefore, highestRating } = kind
  const rules = [
    fixedPrice == null
      ? t`${formatCount(Math.round((factor ?? 1) * 1000) / 10)} % of the full price`
      : t`${formatMoney(fixedPrice, currency)} for a standard seat`,
  ]
  if (weekdays) rules.push(weekdays.map((day) => dayNames[day]).join(', '))
  if (startsFrom) rules.push(t`from ${startsFrom}`)
  if (startsBefore) rules.push(t`before ${startsBefore}`)
  if (highestRating) rules.push(t`films rated up to ${highestRating}`)
  return rules
}
