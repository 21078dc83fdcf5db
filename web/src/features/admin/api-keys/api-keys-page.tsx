import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { revokeApiKey, type ApiKey, type NewApiKey } from '@/api'
import { listApiKeysOptions, listApiKeysQueryKey } from '@/api/@tanstack/react-query.gen'
import { KeyForm } from '@/features/admin/api-keys/key-form'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { Cell, DataTable, Head, RowHead } from '@/features/admin/shell/data-table'
import { Moment } from '@/features/admin/shell/moment'
import { NewSecret } from '@/features/admin/shell/new-secret'
import { Pager } from '@/features/admin/shell/pager'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { problemText } from '@/lib/api/problem'
import { notify } from '@/lib/browser/notices'
import { serverNow } from '@/lib/time/server-clock'

type ApiKeysPageProps = { page: number | undefined; onPage: (page: number) => void }

/** The keys of other companies' programs. */
export function ApiKeysPage({ page, onPage }: ApiKeysPageProps) {
  const queries = useQueryClient()
  const keys = useQuery(listApiKeysOptions({ query: { ...(page && { page }), pageSize: 25 } }))
  const [made, setMade] = useState<NewApiKey | null>(null)
  const [ending, setEnding] = useState<ApiKey | null>(null)
  const reread = () => queries.invalidateQueries({ queryKey: listApiKeysQueryKey() })

  const revoke = useMutation({
    mutationFn: ({ keyId }: ApiKey) => revokeApiKey({ path: { keyId }, throwOnError: true }),
    onSuccess: () => notify(t`The key is revoked.`),
    onError: (error) => notify(problemText(error), 'danger'),
    onSettled: () => {
      setEnding(null)
      return reread()
    },
  })

  return (
    <AdminPage
      title={t`API keys`}
      lead={t`With a key another company’s program books for guests, and learns what happens. Times are UTC.`}
    >
      {made ? (
        <NewSecret
          title={t`The key of ${made.apiKey.name}`}
          lead={t`Copy it now: it is not shown again. Whoever has it can do what it may do.`}
          secret={made.secret}
          onDone={() => setMade(null)}
        />
      ) : (
        <KeyForm
          onMade={(key) => {
            setMade(key)
            void reread()
          }}
        />
      )}
      {keys.isError && <ErrorPanel error={keys.error} onRetry={() => void keys.refetch()} />}
      {keys.isPending && (
        <Loading label={t`Looking for keys`}>
          <Skeleton className="h-40" />
        </Loading>
      )}
      {keys.data?.items.length === 0 && (
        <EmptyPanel title={t`No keys yet`}>
          <Trans>Make one for each program, so that each can be ended alone.</Trans>
        </EmptyPanel>
      )}
      {keys.data && keys.data.items.length > 0 && (
        <>
          <DataTable
            caption={t`API keys`}
            busy={keys.isFetching}
            head={
              <>
                <Head>
                  <Trans>Key</Trans>
                </Head>
                <Head>
                  <Trans>May</Trans>
                </Head>
                <Head>
                  <Trans>Cinemas</Trans>
                </Head>
                <Head>
                  <Trans>Made</Trans>
                </Head>
                <Head>
                  <Trans>Last used</Trans>
                </Head>
                <Head>
                  <Trans>Good until</Trans>
                </Head>
                <Head>
                  <Trans>Action</Trans>
                </Head>
              </>
            }
          >
            {keys.data.items.map((key) => (
              <tr key={key.keyId} className="align-top">
                <RowHead>
                  <span className="wrap-anywhere">{key.name}</span>
                  <div className="font-mono text-sm font-normal text-muted">{key.prefix}…</div>
                </RowHead>
                <Cell>
                  <ul>
                    {key.scopes.map((scope) => (
                      <li key={scope} className="whitespace-nowrap">
                        {scope}
                      </li>
                    ))}
                  </ul>
                </Cell>
                <Cell>
                  {key.cinemas.length === 0
                    ? t`All`
                    : key.cinemas.map(({ name }) => name).join(', ')}
                </Cell>
                <Cell>
                  <Moment at={key.createdAt} />
                </Cell>
                <Cell>{key.lastUsedAt ? <Moment at={key.lastUsedAt} /> : t`Never`}</Cell>
                <Cell>
                  <GoodUntil apiKey={key} />
                </Cell>
                <Cell>
                  {isGood(key) && (
                    <Button look="danger" onClick={() => setEnding(key)}>
                      <Trans>
                        Revoke<span className="sr-only"> {key.name}</span>
                      </Trans>
                    </Button>
                  )}
                </Cell>
              </tr>
            ))}
          </DataTable>
          <Pager {...keys.data} onPage={onPage} />
        </>
      )}
      <ConfirmDialog
        open={ending !== null}
        title={t`Revoke ${ending?.name ?? ''}?`}
        confirmLabel={t`Revoke the key`}
        dismissLabel={t`Keep it`}
        busy={revoke.isPending}
        onConfirm={() => ending && revoke.mutate(ending)}
        onDismiss={() => setEnding(null)}
      >
        <Trans>The program is refused from now on, and for good. What it booked stands.</Trans>
      </ConfirmDialog>
    </AdminPage>
  )
}

function isGood({ revokedAt, expiresAt }: ApiKey): boolean {
  return !revokedAt && (!expiresAt || Date.parse(expiresAt) > serverNow())
}

function GoodUntil({ apiKey }: { apiKey: ApiKey }) {
  const { revokedAt, expiresAt } = apiKey
  if (revokedAt)
    return (
      <>
        <Trans>
          Revoked <Moment at={revokedAt} />
        </Trans>
      </>
    )
  if (!expiresAt) return t`It is revoked`
  return (
    <>
      {!isGood(apiKey) && `${t`Expired`} `}
      <Moment at={expiresAt} />
    </>
  )
}
