import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Camera as CameraIcon, Undo2, Volume2, VolumeX } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { formatMoment } from '@/lib/format/dates'
import { deviceStorage } from '@/lib/browser/storage'
import { AnswerPanel } from './answer-panel'
import { said } from './answers'
import { DoorCounts } from './door-counts'
import { DoubtfulScans, NetworkNote } from './offline/network-note'
import { useDoorList } from './offline/use-door-list'
import { useDoor } from './use-door'

const Camera = lazy(() => import('./camera'))

const again = 4000

/** The door of one show: what is scanned or typed, the answer, how many are in, and the last scans. */
export function DoorDesk({ showtimeId }: { showtimeId: number }) {
  const [name, setName] = useState(() => deviceStorage.read('door-name') ?? t`Door 1`)
  const [sound, setSound] = useState(() => deviceStorage.read('door-sound') !== 'off')
  const [camera, setCamera] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const seen = useRef({ code: '', at: 0 })
  const network = useDoorList(showtimeId)
  const door = useDoor(showtimeId, name.trim() || t`Door`, sound, network)
  const ready = door.found.filter((ticket) => ticket.answer === 'ready')
  const reference = ready[0]?.reference ?? ''

  function take() {
    const text = field.current?.value ?? ''
    if (field.current) field.current.value = ''
    if (text.trim() !== '') void door.take(text)
  }

  /** A code stays in the picture for a while: it is one scan. */
  function see(code: string) {
    const now = Date.now()
    const isSame = seen.current.code === code && now - seen.current.at < again
    seen.current = { code, at: now }
    if (!isSame) void door.take(code)
  }

  function admit(ticketIds: number[]) {
    void door.admit({ reference, ticketIds }).then(() => field.current?.focus())
  }

  return (
    <div className="grid grid-cols-1 gap-5">
      <AnswerPanel answer={door.answer} />
      <NetworkNote {...network} />
      <DoubtfulScans onSeen={() => field.current?.focus()} />
      {ready.length > 0 && (
        <section aria-label={t`Booking ${reference}`} className="grid grid-cols-1 gap-2">
          <h2 className="text-lg font-semibold">
            <Trans>Booking {reference}</Trans>
          </h2>
          {ready.length > 1 && (
            <Button
              look="primary"
              busy={door.busy}
              onClick={() => admit(ready.map((ticket) => ticket.ticketId ?? 0))}
            >
              <Trans>Admit all {ready.length}</Trans>
            </Button>
          )}
          <ul className="grid grid-cols-2 gap-2">
            {ready.map((ticket) => (
              <li key={ticket.ticketId}>
                <Button
                  className="w-full"
                  busy={door.busy}
                  onClick={() => admit([ticket.ticketId ?? 0])}
                >
                  <Trans>Admit {ticket.seatLabel}</Trans>
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {camera && (
        <Suspense>
          <Camera onCode={see} />
        </Suspense>
      )}
      <form
        noValidate
        className="grid grid-cols-1 gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          take()
        }}
      >
        <Field
          ref={field}
          label={t`Ticket or reference`}
          hint={t`A hand scanner types here; or type the ten letters and digits.`}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={2048}
        />
        <div className="grid grid-cols-2 gap-2">
          <Button type="submit" look="primary" busy={door.busy}>
            <Trans>Check</Trans>
          </Button>
          <Button
            aria-pressed={camera}
            onClick={() => {
              setCamera(!camera)
            }}
          >
            <CameraIcon aria-hidden className="size-4" />
            <Trans>Camera</Trans>
          </Button>
        </div>
      </form>
      <DoorCounts showtimeId={showtimeId} />
      {door.scans.length > 0 && (
        <section aria-labelledby="last-scans" className="grid grid-cols-1 gap-2">
          <h2 id="last-scans" className="text-lg font-semibold">
            <Trans>Last scans</Trans>
          </h2>
          <ul className="grid grid-cols-1 divide-y divide-line">
            {door.scans.map((scan) => (
              <li key={scan.id} className="flex min-h-14 items-center justify-between gap-3 py-1">
                <p className="wrap-anywhere">
                  <strong>{scan.undone ? t`Undone` : said(scan.ticket).title}</strong>
                  {scan.ticket.seatLabel && ` ${scan.ticket.seatLabel}`}
                  <span className="block text-sm text-muted">
                    {scan.ticket.reference} {formatMoment(scan.at)}
                  </span>
                </p>
                {scan.ticket.answer === 'admitted' && !scan.undone && (
                  <Button busy={door.busy} onClick={() => void door.undo(scan)}>
                    <Undo2 aria-hidden className="size-4" />
                    <Trans>
                      Undo <span className="sr-only">{scan.ticket.seatLabel}</span>
                    </Trans>
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section
        aria-label={t`Settings`}
        className="grid grid-cols-1 gap-3 border-t border-line pt-4"
      >
        <Field
          label={t`Name of this door`}
          value={name}
          maxLength={40}
          autoComplete="off"
          onChange={(event) => {
            setName(event.target.value)
            deviceStorage.write('door-name', event.target.value)
          }}
        />
        <Button
          aria-pressed={sound}
          onClick={() => {
            setSound(!sound)
            deviceStorage.write('door-sound', sound ? 'off' : null)
          }}
        >
          {sound ? (
            <Volume2 aria-hidden className="size-4" />
          ) : (
            <VolumeX aria-hidden className="size-4" />
          )}
          <Trans>Sound</Trans>
        </Button>
      </section>
    </div>
  )
}
