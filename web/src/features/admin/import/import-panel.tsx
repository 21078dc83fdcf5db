import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState, type ReactNode } from 'react'
import type { ImportFault, ScheduleConflict } from '@/api'
import { describeConflict } from '@/features/admin/schedule/showtime/conflicts'
import { Cell, DataTable, Head, RowHead } from '@/features/admin/shell/data-table'
import { Button } from '@/components/ui/button'
import { Localized } from '@/components/localized'
import { once } from '@/lib/api/idempotency'
import { problemText } from '@/lib/api/problem'
import { notify } from '@/lib/browser/notices'
import { formatDayAndTime } from '@/lib/format/dates'

/** What an import adds or would add, each thing in words, and what is wrong. */
export type ImportOutcome = {
  things: string[]
  faults: ImportFault[]
  conflicts: ScheduleConflict[]
}

type ImportPanelProps = {
  /** What the import is called among operations that are done once. */
  operation: string
  columns: ReactNode
  nameOf: (count: number) => string
  send: (
    csv: string,
    dryRun: boolean,
    headers?: { 'Idempotency-Key': string },
  ) => Promise<ImportOutcome>
}

/** The most that the API takes, in characters. */
const longest = 1_000_000

/** A file, what it would do, and the button that does it. */
export function ImportPanel({ operation, columns, nameOf, send }: ImportPanelProps) {
  const id = useId()
  const [csv, setCsv] = useState('')
  const [tooLong, setTooLong] = useState(false)
  const queryClient = useQueryClient()
  const look = useMutation({ mutationFn: (text: string) => send(text, true) })
  const save = useMutation({
    mutationFn: (text: string) =>
      once(`${operation} ${text}`, (headers) => send(text, false, headers)),
    onSuccess: async ({ things }) => {
      notify(t`${nameOf(things.length)} added.`)
      look.reset()
      setCsv('')
      await queryClient.invalidateQueries()
    },
    // Somebody else has been quicker: what is in the way is asked for again.
    onError: (_, text) => look.mutate(text),
  })

  async function choose(file: File | undefined) {
    look.reset()
    save.reset()
    setTooLong(false)
    if (!file) return
    // A character is four bytes at most: what is longer cannot fit and is not read.
    const text = file.size > 4 * longest ? '' : await file.text()
    const fits = text.length > 0 && text.length <= longest
    setTooLong(!fits && file.size > 0)
    setCsv(fits ? text : '')
    if (fits) look.mutate(text)
  }

  const found = look.data
  const clean = found && found.faults.length === 0 && found.conflicts.length === 0
  return (
    <section className="grid grid-cols-1 gap-4 rounded-xl border border-line bg-surface p-4 sm:p-5">
      <div className="grid grid-cols-1 gap-2">
        <label htmlFor={id} className="font-semibold">
          <Trans>CSV file</Trans>
        </label>
        <p id={`${id} columns`} className="max-w-prose text-muted">
          {columns}
        </p>
        <input
          id={id}
          type="file"
          accept=".csv,text/csv"
          aria-describedby={`${id} columns`}
          className="min-h-11 w-full min-w-0"
          onChange={(event) => {
            const { target } = event
            void choose(target.files?.[0]).then(() => (target.value = ''))
          }}
        />
      </div>
      <div aria-live="polite" className="grid grid-cols-1 gap-4">
        {look.isPending && <p>{t`Looking…`}</p>}
        {tooLong && (
          <p className="font-semibold text-danger">
            <Trans>The file is longer than a million characters: split it.</Trans>
          </p>
        )}
        {save.isError && <p className="font-semibold text-danger">{problemText(save.error)}</p>}
        {look.isError && <p className="font-semibold text-danger">{problemText(look.error)}</p>}
        {found && <Outcome outcome={found} nameOf={nameOf} />}
      </div>
      {clean && (
        <Button
          look="primary"
          className="justify-self-start"
          busy={save.isPending}
          onClick={() => save.mutate(csv)}
        >
          {save.isPending ? t`Saving…` : t`Add ${nameOf(found.things.length)}`}
        </Button>
      )}
    </section>
  )
}

function Outcome({
  outcome,
  nameOf,
}: {
  outcome: ImportOutcome
  nameOf: (count: number) => string
}) {
  const { things, faults, conflicts } = outcome
  const wrong = faults.length + conflicts.length
  return (
    <>
      <p className="font-semibold">
        {wrong === 0
          ? t`${nameOf(things.length)}, and nothing is in the way.`
          : plural(wrong, {
              one: '# fault: nothing can be saved until it is mended.',
              other: '# faults: nothing can be saved until they are mended.',
            })}
      </p>
      {faults.length > 0 && (
        <DataTable
          caption={t`What is wrong, by line`}
          head={
            <>
              <Head numeric>
                <Trans>Line</Trans>
              </Head>
              <Head>
                <Trans>Column</Trans>
              </Head>
              <Head>
                <Trans>Rule</Trans>
              </Head>
            </>
          }
        >
          {faults.map(({ line, field, rule }) => (
            <tr key={`${line} ${field} ${rule}`}>
              <RowHead className="text-right">{line}</RowHead>
              <Cell>{field}</Cell>
              <Cell>{rule}</Cell>
            </tr>
          ))}
        </DataTable>
      )}
      {conflicts.length > 0 && (
        <ul className="grid max-h-80 gap-2 overflow-y-auto">
          {conflicts.map((conflict) => (
            <li key={`${conflict.screenId} ${conflict.startsAt} ${conflict.conflictStartsAt}`}>
              <Localized className="font-semibold">{formatDayAndTime(conflict.startsAt)}</Localized>
              : {describeConflict(conflict)}
            </li>
          ))}
        </ul>
      )}
      {wrong === 0 && (
        <details>
          <summary className="link inline-flex min-h-11 items-center font-semibold">
            <Trans>What is added</Trans>
          </summary>
          <ul className="mt-2 grid max-h-80 gap-1 overflow-y-auto">
            {things.map((thing, index) => (
              <li key={index}>{thing}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
