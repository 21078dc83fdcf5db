import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { QRCodeSVG } from 'qrcode.react'
import { useState } from 'react'
import type { Reservation } from '@/api'
import { Skeleton } from '@/components/ui/states'

/**
 * The code of each ticket, for the door: one at a time on a screen, where a scanner must not see two, and all of them on paper.
 * The confirmation's own answer has no tokens: until the booking is read their place is kept.
 */
export function TicketCodes({ tickets }: Pick<Reservation, 'tickets'>) {
  const [at, setAt] = useState(0)
  const shown = Math.min(at, tickets.length - 1)
  const label = (index: number) => t`Seat ${tickets[index]?.seatLabel ?? ''}`
  return (
    <div className="grid w-full justify-items-center gap-4">
      <ul className="grid justify-items-center gap-3 print:flex print:flex-wrap print:justify-center">
        {tickets.map(({ ticketId, token }, index) => (
          <li key={ticketId} className={index === shown ? 'grid gap-2' : 'hidden gap-2 print:grid'}>
            {token == null ? (
              <Skeleton className="size-52 rounded-xl" />
            ) : (
              // White with a quiet zone of four modules in both themes: scanners read dark on light alone.
              <QRCodeSVG
                value={token}
                level="M"
                marginSize={4}
                bgColor="#fff"
                fgColor="#000"
                role="img"
                aria-label={t`QR code of ${label(index)}`}
                className={
                  tickets.length === 1
                    ? 'size-52 rounded-xl print:size-48'
                    : 'size-52 rounded-xl print:size-22'
                }
              />
            )}
            <span className="display hidden text-lg print:block">{label(index)}</span>
          </li>
        ))}
      </ul>
      {tickets.length > 1 && (
        <div className="flex w-full max-w-64 items-center justify-between gap-2 print:hidden">
          <Turn label={t`Previous ticket`} disabled={shown === 0} onClick={() => setAt(shown - 1)}>
            <ChevronLeft aria-hidden className="size-5" />
          </Turn>
          <p role="status">
            <strong className="display block text-2xl">{label(shown)}</strong>
            <span className="text-sm text-muted">
              <Trans>
                Ticket {shown + 1} of {tickets.length}
              </Trans>
            </span>
          </p>
          <Turn
            label={t`Next ticket`}
            disabled={shown === tickets.length - 1}
            onClick={() => setAt(shown + 1)}
          >
            <ChevronRight aria-hidden className="size-5" />
          </Turn>
        </div>
      )}
    </div>
  )
}

type TurnProps = {
  label: string
  disabled: boolean
  onClick: () => void
  children: React.ReactNode
}

/** Not `disabled`: whoever comes to the end with the keyboard stays where they are. */
function Turn({ label, disabled, onClick, children }: TurnProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={disabled}
      onClick={() => !disabled && onClick()}
      className="grid size-11 shrink-0 place-items-center rounded-lg border border-control hover:border-ink hover:bg-raised aria-disabled:opacity-40"
    >
      {children}
    </button>
  )
}
