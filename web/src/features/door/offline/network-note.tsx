import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { formatClock } from '@/lib/format/dates'
import { Button } from '@/components/ui/button'
import { dismissDoubtful, useDoorScans } from './scan-queue'
import type { DoorNetwork } from './use-door-list'

/** Whether the door goes by the server's word or by its own list, and what it has still to tell. */
export function NetworkNote({ isAway, list, fault }: DoorNetwork) {
  const { waiting } = useDoorScans()
  const at = list ? formatClock(Date.parse(list.madeAt)) : ''
  const tickets = list?.tickets.length ?? 0
  return (
    <div className="grid gap-1 text-sm">
      <div role="status" className="grid gap-1 font-semibold">
        {isAway && (
          <p className="text-danger">
            {list
              ? t`No network. Tickets are checked by the list of ${at}.`
              : t`No network, and no list on this device: nothing can be checked.`}
          </p>
        )}
        {fault && <p className="text-danger">{fault}</p>}
      </div>
      {waiting.length > 0 && (
        <p className="font-semibold">
          {plural(waiting.length, {
            one: '# admission is told later.',
            other: '# admissions are told later.',
          })}
        </p>
      )}
      {!isAway && list && (
        // Not spoken: it is another one twice a minute.
        <p className="text-muted">
          {plural(tickets, {
            one: `# ticket is kept for a loss of the network, as of ${at}.`,
            other: `# tickets are kept for a loss of the network, as of ${at}.`,
          })}
        </p>
      )}
    </div>
  )
}

/** Who was let in without a network with a ticket that the server knew more about. */
export function DoubtfulScans({ onSeen }: { onSeen: () => void }) {
  const { doubtful } = useDoorScans()
  if (doubtful.length === 0) return null
  return (
    <section
      aria-labelledby="doubtful"
      className="grid grid-cols-1 gap-2 rounded-xl border-2 border-danger p-4"
    >
      <h2 id="doubtful" className="text-lg font-semibold">
        <Trans>Let in here without a network</Trans>
      </h2>
      <ul className="grid grid-cols-1 divide-y divide-line">
        {doubtful.map(({ key, at, seatLabel, reference, title, detail }) => (
          <li key={key} className="py-1 wrap-anywhere">
            <strong>
              {seatLabel} {title}
            </strong>
            <span className="block text-sm">{detail}</span>
            <span className="block text-sm text-muted">
              {reference} {t`Here at ${formatClock(Date.parse(at))}`}
            </span>
          </li>
        ))}
      </ul>
      <Button
        onClick={() => {
          dismissDoubtful()
          onSeen()
        }}
      >
        <Trans>I have seen them</Trans>
      </Button>
    </section>
  )
}
