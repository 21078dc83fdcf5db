import { plural, t } from '@lingui/core/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { admitTickets, lookUpAtDoor, undoAdmission, type DoorList, type DoorTicket } from '@/api'
import { getAdmissionsQueryKey } from '@/api/@tanstack/react-query.gen'
import { forget, once } from '@/lib/api/idempotency'
import { isOutOfReach, Problem, problemMessage } from '@/lib/api/problem'
import { announce } from '@/lib/browser/announce'
import { formatClock } from '@/lib/format/dates'
import { serverNow } from '@/lib/time/server-clock'
import { said, type Said } from './answers'
import { judged, momentLike, shownTickets } from './offline/judge'
import {
  doorScans,
  forgetAdmission,
  isWaiting,
  noteAdmission,
  queueScan,
  sendScans,
  unqueueScan,
} from './offline/scan-queue'
import { faultText, isOver } from './offline/signed-list'
import type { DoorNetwork } from './offline/use-door-list'
import { scanned } from './scanned'
import { signal } from './signal'

export type Scan = { id: number; at: number; ticket: DoorTicket; undone: boolean }

const kept = 20

type Shown = { token: string } | { reference: string; ticketIds?: number[] }

/**
 * One door of one show: asks for each ticket once, one after another, and remembers the last ones. While the network is away it goes by its list, and
 * notes whom it lets in.
 */
export function useDoor(showtimeId: number, door: string, sound: boolean, network: DoorNetwork) {
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

  /**
   * The server's answer; where there is none, and there is a list, that of the list. The server is told first whom it does not know yet: it would let in a
   * second one with the same ticket.
   */
  const orByList = useCallback(
    async (
      ask: () => Promise<void>,
      byList: (list: DoorList, isAsked: boolean) => Promise<void>,
    ) => {
      const { isAway, list } = network
      if (!isAway && isWaiting(showtimeId)) await sendScans()
      if (list && (isAway || isWaiting(showtimeId))) return byList(list, false)
      try {
        await ask()
      } catch (error) {
        if (!list || !isOutOfReach(error)) throw error
        await byList(list, true)
      }
    },
    [network, showtimeId],
  )

  const judge = useCallback(
    async (list: DoorList, what: Shown) => {
      if (isOver(list)) {
        setFound([])
        say({ tone: 'bad', title: t`Not checked`, detail: faultText('over') })
        return []
      }
      const shown = await shownTickets(list, what)
      if (shown.length === 0) {
        setFound([])
        const at = formatClock(Date.parse(list.madeAt))
        const detail = t`It is of another show, was sold after ${at}, or is none of ours`
        say({ tone: 'bad', title: t`Not on the list`, detail })
      }
      return shown.map((ticket) => judged(ticket, list.showtime, doorScans().admitted))
    },
    [say],
  )

  const admit = useCallback(
    (what: Shown) => {
      const body = { door, ...what }
      const operation = `admit ${showtimeId} ${JSON.stringify(body)}`
      return inLine(() =>
        orByList(
          async () => {
            const { data } = await once(operation, (headers) =>
              admitTickets({ path: { showtimeId }, body, headers, throwOnError: true }),
            )
            for (const { answer, ticketId, admittedAt } of data.tickets) {
              if (answer !== 'admitted' || !ticketId || !admittedAt) continue
              noteAdmission({ showtimeId, ticketId, door, at: admittedAt })
            }
            setFound([])
            tell(data.tickets)
          },
          async (list, isAsked) => {
            // What was asked is told by the queue from here on: asked again it would be the answer to this one.
            forget(operation)
            const tickets = (await judge(list, what)).map((ticket): DoorTicket => {
              const { answer, ticketId, reference, seatLabel } = ticket
              if (answer !== 'ready' || !ticketId || !reference || !seatLabel) return ticket
              const at = momentLike(list.showtime.startsAt, serverNow())
              queueScan({ showtimeId, ticketId, reference, seatLabel, door, at, isAsked })
              return { ...ticket, answer: 'admitted' }
            })
            if (tickets.length === 0) return
            setFound([])
            tell(tickets)
          },
        ),
      )
    },
    [door, inLine, judge, orByList, showtimeId, tell],
  )

  /** A token lets in at once; a reference shows its tickets first. */
  const take = useCallback(
    (text: string) => {
      const what = scanned(text)
      if ('token' in what) return admit(what)
      const show = (tickets: DoorTicket[]) => {
        const ready = tickets.filter((ticket) => ticket.answer === 'ready')
        if (ready.length === 0) tell(tickets)
        else {
          setFound(tickets)
          say({
            tone: 'wait',
            title: plural(ready.length, { one: '# ticket', other: '# tickets' }),
            detail: t`Admit them below`,
          })
        }
      }
      return inLine(() =>
        orByList(
          async () => {
            setFound([])
            try {
              const { data } = await lookUpAtDoor({
                path: { showtimeId, reference: what.reference },
                throwOnError: true,
              })
              show(data.tickets)
            } catch (error) {
              if (!(error instanceof Problem && error.status === 404)) throw error
              say(said({ answer: 'unknown' }))
            }
          },
          async (list) => {
            const tickets = await judge(list, what)
            if (tickets.length > 0) show(tickets)
          },
        ),
      )
    },
    [admit, inLine, judge, orByList, say, showtimeId, tell],
  )

  const undo = useCallback(
    (scan: Scan) =>
      inLine(async () => {
        const { ticketId } = scan.ticket
        if (typeof ticketId !== 'number') return
        if (!unqueueScan(ticketId)) {
          await sendScans()
          if (isWaiting(showtimeId)) throw new Problem(0, undefined)
          await undoAdmission({ path: { showtimeId, ticketId }, throwOnError: true })
          forgetAdmission(ticketId)
        }
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
