import { plural, t } from '@lingui/core/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { admitTickets, lookUpAtDoor, undoAdmission, type DoorTicket } from '@/api'
import { getAdmissionsQueryKey } from '@/api/@tanstack/react-query.gen'
import { once } from '@/lib/api/idempotency'
import { Problem, problemMessage } from '@/lib/api/problem'
import { announce } from '@/lib/browser/announce'
import { said, type Said } from './answers'
import { scanned } from './scanned'
import { signal } from './signal'

export type Scan = { id: number; at: number; ticket: DoorTicket; undone: boolean }

const kept = 20

/** One door of one show: asks for each ticket once, one after another, and remembers the last ones. */
export function useDoor(showtimeId: number, door: string, sound: boolean) {
  const queries = useQueryClient()
  const [answer, setAnswer] = useState<Said | null>(null)
  const [found, setFound] = useState<DoorTicket[]>([])
  const [scans, setScans] = useState<Scan[]>([])
  const [busy, setBusy] = useState(false)
  const line = useRef(Promise.resolve())
  const next = useRef(1)

  const say = useCallback(
    (answer: Said) => {
      setAnswer(answer)
      signal(answer.tone, sound)
      announce(`${answer.title}. ${answer.detail}`)
    },
    [sound],
  )

  /** In a line: a scanner may be faster than the network. */
  const inLine = useCallback(
    (work: () => Promise<void>) => {
      line.current = line.current.then(async () => {
        setBusy(true)
        try {
          await work()
        } catch (error) {
          const { title, detail } = problemMessage(error)
          say({ tone: 'bad', title, detail })
        } finally {
          setBusy(false)
          void queries.invalidateQueries({
            queryKey: getAdmissionsQueryKey({ path: { showtimeId } }),
          })
        }
      })
      return line.current
    },
    [queries, say, showtimeId],
  )

  const tell = useCallback(
    (tickets: readonly DoorTicket[]) => {
      setScans((before) =>
        [
          ...tickets.map((ticket) => ({
            id: next.current++,
            at: Date.now(),
            ticket,
            undone: false,
          })),
          ...before,
        ].slice(0, kept),
      )
      const admitted = tickets.filter((ticket) => ticket.answer === 'admitted')
      const [first] = tickets
      if (admitted.length > 1) {
        const seats = admitted.map((ticket) => ticket.seatLabel).join(', ')
        say({
          tone: 'good',
          title: plural(admitted.length, { one: '# valid', other: '# valid' }),
          detail: t`Seats ${seats}`,
        })
      } else if (first) say(said(admitted[0] ?? first))
    },
    [say],
  )

  const admit = useCallback(
    (what: { token: string } | { reference: string; ticketIds?: number[] }) =>
      inLine(async () => {
        const body = { door, ...what }
        const { data } = await once(`admit ${showtimeId} ${JSON.stringify(body)}`, (headers) =>
          admitTickets({ path: { showtimeId }, body, headers, throwOnError: true }),
        )
        setFound([])
        tell(data.tickets)
      }),
    [door, inLine, showtimeId, tell],
  )

  /** A token lets in at once; a reference shows its tickets first. */
  const take = useCallback(
    (text: string) => {
      const what = scanned(text)
      if ('token' in what) return admit(what)
      return inLine(async () => {
        setFound([])
        try {
          const { data } = await lookUpAtDoor({
            path: { showtimeId, reference: what.reference },
            throwOnError: true,
          })
          const ready = data.tickets.filter((ticket) => ticket.answer === 'ready')
          if (ready.length === 0) tell(data.tickets)
          else {
            setFound(data.tickets)
            say({
              tone: 'wait',
              title: plural(ready.length, { one: '# ticket', other: '# tickets' }),
              detail: t`Admit them below`,
            })
          }
        } catch (error) {
          if (!(error instanceof Problem && error.status === 404)) throw error
          say(said({ answer: 'unknown' }))
        }
      })
    },
    [admit, inLine, say, showtimeId, tell],
  )

  const undo = useCallback(
    (scan: Scan) =>
      inLine(async () => {
        const { ticketId } = scan.ticket
        if (typeof ticketId !== 'number') return
        await undoAdmission({ path: { showtimeId, ticketId }, throwOnError: true })
        setScans((before) =>
          before.map((other) =>
            other.ticket.ticketId === ticketId ? { ...other, undone: true } : other,
          ),
        )
        const label = scan.ticket.seatLabel ?? ''
        say({ tone: 'wait', title: t`Undone`, detail: t`Seat ${label}` })
      }),
    [inLine, say, showtimeId],
  )

  return { answer, found, scans, busy, take, admit, undo }
}
