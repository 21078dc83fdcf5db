import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { AuditChange, AuditEntry } from '@/api'
import { Cell, RowHead } from '@/features/admin/shell/data-table'
import { Moment } from '@/features/admin/shell/moment'

export const actionNames: Record<AuditEntry['action'], string> = {
  created: t`created`,
  updated: t`updated`,
  deleted: t`deleted`,
  cancelled: t`cancelled`,
}
const things: Record<AuditEntry['entity'], string> = {
  movie: t`movie`,
  showtime: t`showtime`,
  reservation: t`reservation`,
  fares: t`fares`,
  cinema: t`cinema`,
  screen: t`screen`,
  message: t`message`,
  apiKey: t`API key`,
  webhook: t`webhook`,
  ticketKind: t`kind of tickets`,
  voucher: t`voucher`,
  giftCard: t`gift card`,
  tillShift: t`till`,
  secondFactor: t`second factor`,
  staff: t`staff`,
}

type AuditRowProps = { entry: AuditEntry; onThing: () => void }

/** One change: who, what, and each field before and after. */
export function AuditRow({ entry, onThing }: AuditRowProps) {
  return (
    <tr className="align-top">
      <RowHead className="whitespace-nowrap">
        <Moment at={entry.occurredAt} />
      </RowHead>
      <Cell className="wrap-anywhere">
        {entry.apiKey ? (
          <>
            {entry.apiKey.name}
            <div className="font-mono text-sm text-muted">{entry.apiKey.prefix}…</div>
          </>
        ) : entry.userId === 0 ? (
          t`The house`
        ) : (
          (entry.email ?? t`A guest`)
        )}
      </Cell>
      <Cell className="min-w-40">
        <span className="font-semibold">{actionNames[entry.action]}</span>{' '}
        <button
          type="button"
          className="link -my-2 min-h-11"
          title={t`Everything that happened to it`}
          onClick={onThing}
        >
          {things[entry.entity]} {entry.entityId}
        </button>
        {entry.entityLabel && <div className="wrap-anywhere">{entry.entityLabel}</div>}
      </Cell>
      <Cell className="min-w-72">
        {entry.changes.length > 3 ? (
          <details>
            <summary className="min-h-8 font-semibold">
              <Trans>{entry.changes.length} fields</Trans>
            </summary>
            <Changes changes={entry.changes} />
          </details>
        ) : (
          <Changes changes={entry.changes} />
        )}
      </Cell>
    </tr>
  )
}

function Changes({ changes }: { changes: AuditChange[] }) {
  return (
    <ul className="grid gap-0.5">
      {changes.map(({ field, before, after }) => (
        <li key={field} className="wrap-anywhere">
          <span className="text-muted">{field}:</span>{' '}
          <del className="no-underline">{written(before)}</del>
          <span className="text-muted"> → </span>
          <ins className="font-medium no-underline">{written(after)}</ins>
        </li>
      ))}
    </ul>
  )
}

/** A value as it was recorded; nothing is shown as a dash. */
function written(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
