import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { downloadAuditLog } from '@/api'
import { listAuditLogOptions } from '@/api/@tanstack/react-query.gen'
import { actionNames, AuditRow } from '@/features/admin/audit/audit-row'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { CsvButton } from '@/features/admin/export/csv-button'
import { DataTable, Head } from '@/features/admin/shell/data-table'
import { Pager } from '@/features/admin/shell/pager'
import { SearchField } from '@/features/admin/shell/search-field'
import { day, oneOf, positive, present, text, type Written } from '@/features/admin/shell/search'
import { Button } from '@/components/ui/button'
import { Field, SelectField } from '@/components/ui/field'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'

type AuditLogPageProps = { written: Written; onSearch: (search: Written) => void }

const entityNames = {
  movie: t`Movies`,
  showtime: t`Showtimes`,
  reservation: t`Reservations`,
  fares: t`Fares`,
  cinema: t`Cinemas`,
  screen: t`Screens`,
  message: t`Messages`,
  staff: t`People`,
  apiKey: t`API keys`,
  webhook: t`Webhooks`,
  ticketKind: t`Kinds of tickets`,
  voucher: t`Vouchers`,
  giftCard: t`Gift cards`,
  tillShift: t`Tills`,
  secondFactor: t`Second factors`,
}
const entities = [
  'movie',
  'showtime',
  'reservation',
  'fares',
  'cinema',
  'screen',
  'message',
  'staff',
  'apiKey',
  'webhook',
  'ticketKind',
  'voucher',
  'giftCard',
  'tillShift',
  'secondFactor',
] as const
const actions = ['created', 'updated', 'deleted', 'cancelled'] as const
const capital = (word: string) => word.charAt(0).toLocaleUpperCase() + word.slice(1)

function read(written: Written) {
  const entity = oneOf(entities, written['entity'])
  return {
    from: day(written['from']),
    to: day(written['to']),
    actor: text(written['actor'], 254),
    entity,
    entityId: entity && text(written['entityId'], 50),
    action: oneOf(actions, written['action']),
    page: positive(written['page']),
  }
}

/** Who changed what and when, newest first. All filters are in the address. */
export function AuditLogPage({ written, onSearch }: AuditLogPageProps) {
  const search = read(written)
  const log = useQuery({
    ...listAuditLogOptions({ query: { ...search, pageSize: 25 } }),
    placeholderData: keepPreviousData,
  })
  const change = (next: Written) => onSearch(present({ ...search, page: undefined, ...next }))
  const { from, to, actor, entity, entityId, action } = search
  const filters = { from, to, actor, entity, entityId, action }
  const filtered = Object.values(search).some((value) => value !== undefined)

  return (
    <AdminPage
      title={t`Audit log`}
      lead={t`Every change by a manager, and every cancellation of a booking, by whomever. Times and days are UTC.`}
      actions={
        <CsvButton
          read={() => downloadAuditLog({ query: filters, parseAs: 'text', throwOnError: true })}
        />
      }
    >
      <search className="grid grid-cols-1 items-end gap-3 sm:grid-cols-2 lg:grid-cols-[1fr_1fr_2fr_1fr_1fr_auto]">
        <Field
          label={t`From`}
          type="date"
          max={search.to}
          value={search.from ?? ''}
          onChange={(event) => change({ from: event.target.value })}
        />
        <Field
          label={t`To`}
          type="date"
          min={search.from}
          value={search.to ?? ''}
          onChange={(event) => change({ to: event.target.value })}
        />
        <SearchField
          label={t`Whole email address, or a key’s prefix`}
          value={search.actor}
          onSearch={(actor) => change({ actor })}
        />
        <SelectField
          label={t`What`}
          value={search.entity ?? ''}
          onChange={(event) =>
            change({ entity: oneOf(entities, event.target.value), entityId: undefined })
          }
        >
          <option value="">
            <Trans>Everything</Trans>
          </option>
          {entities.map((entity) => (
            <option key={entity} value={entity}>
              {entityNames[entity]}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t`Done`}
          value={search.action ?? ''}
          onChange={(event) => change({ action: oneOf(actions, event.target.value) })}
        >
          <option value="">
            <Trans>Anything</Trans>
          </option>
          {actions.map((action) => (
            <option key={action} value={action}>
              {capital(actionNames[action])}
            </option>
          ))}
        </SelectField>
        {filtered && (
          <Button look="quiet" onClick={() => onSearch({})}>
            <Trans>Clear filters</Trans>
          </Button>
        )}
      </search>
      {log.isError && <ErrorPanel error={log.error} onRetry={() => void log.refetch()} />}
      {log.isPending && (
        <Loading label={t`Loading the audit log`}>
          <Skeleton className="h-96" />
        </Loading>
      )}
      {log.data && (
        <>
          {log.data.items.length === 0 ? (
            <EmptyPanel title={t`Nothing on record`}>
              <Trans>No change matches these filters.</Trans>
            </EmptyPanel>
          ) : (
            <DataTable
              caption={t`Changes`}
              busy={log.isFetching}
              head={
                <>
                  <Head>
                    <Trans>When (UTC)</Trans>
                  </Head>
                  <Head>
                    <Trans>Who</Trans>
                  </Head>
                  <Head>
                    <Trans>What</Trans>
                  </Head>
                  <Head>
                    <Trans>Changes</Trans>
                  </Head>
                </>
              }
            >
              {log.data.items.map((entry) => (
                <AuditRow
                  key={entry.auditId}
                  entry={entry}
                  onThing={() => change({ entity: entry.entity, entityId: entry.entityId })}
                />
              ))}
            </DataTable>
          )}
          <Pager {...log.data} onPage={(page) => onSearch(present({ ...search, page }))} />
        </>
      )}
    </AdminPage>
  )
}
