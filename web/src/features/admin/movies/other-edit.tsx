import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import { differences, type MovieFields } from '@/features/admin/movies/movie-fields'
import { Cell, DataTable, Head, RowHead } from '@/features/admin/shell/data-table'
import { Button } from '@/components/ui/button'

type OtherEditProps = {
  mine: MovieFields
  theirs: MovieFields
  busy: boolean
  onMine: () => void
  onTheirs: () => void
}

/** Two people changed one movie: both versions side by side, and nothing is lost before one is chosen. */
export function OtherEdit({ mine, theirs, busy, onMine, onTheirs }: OtherEditProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const different = differences(mine, theirs)
  return (
    <section
      role="alert"
      className="grid gap-4 rounded-xl border-2 border-danger bg-surface p-4 sm:p-5"
    >
      <h2 ref={heading} tabIndex={-1} className="text-2xl text-danger outline-none">
        <Trans>Somebody else saved this movie meanwhile</Trans>
      </h2>
      <p>
        {different.length === 0
          ? t`Both versions say the same.`
          : t`What you typed is still here and is not saved. This is where the two differ:`}
      </p>
      {different.length > 0 && (
        <DataTable
          caption={t`Both versions`}
          head={
            <>
              <Head>
                <Trans>Field</Trans>
              </Head>
              <Head>
                <Trans>Yours</Trans>
              </Head>
              <Head>
                <Trans>Theirs, saved</Trans>
              </Head>
            </>
          }
        >
          {different.map((field) => (
            <tr key={field.name}>
              <RowHead>{field.label}</RowHead>
              <Cell className="whitespace-pre-line wrap-anywhere">{field.mine || t`(empty)`}</Cell>
              <Cell className="whitespace-pre-line wrap-anywhere">
                {field.theirs || t`(empty)`}
              </Cell>
            </tr>
          ))}
        </DataTable>
      )}
      <div className="flex flex-wrap gap-3">
        <Button busy={busy} onClick={onMine}>
          <Trans>Save mine over theirs</Trans>
        </Button>
        <Button onClick={onTheirs}>
          <Trans>Take theirs</Trans>
        </Button>
      </div>
    </section>
  )
}
