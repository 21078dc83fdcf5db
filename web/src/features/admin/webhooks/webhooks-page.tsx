import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeWebhookSecret, deleteWebhook, type NewWebhookSecret, type Webhook } from '@/api'
import { listWebhooksOptions, listWebhooksQueryKey } from '@/api/@tanstack/react-query.gen'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { Cell, DataTable, Head, RowHead } from '@/features/admin/shell/data-table'
import { Moment } from '@/features/admin/shell/moment'
import { NewSecret } from '@/features/admin/shell/new-secret'
import { Pager } from '@/features/admin/shell/pager'
import { positive, present, type Written } from '@/features/admin/shell/search'
import { Deliveries } from '@/features/admin/webhooks/deliveries'
import { WebhookForm } from '@/features/admin/webhooks/webhook-form'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { problemText } from '@/lib/api/problem'
import { notify } from '@/lib/browser/notices'

type WebhooksPageProps = { written: Written; onSearch: (search: Written) => void }

/** Where other companies' programs are told of events, and what became of it. */
export function WebhooksPage({ written, onSearch }: WebhooksPageProps) {
  const search = { webhook: positive(written['webhook']), page: positive(written['page']) }
  const queries = useQueryClient()
  const webhooks = useQuery(
    listWebhooksOptions({ query: { ...(search.page && { page: search.page }), pageSize: 25 } }),
  )
  const [made, setMade] = useState<NewWebhookSecret | null>(null)
  const [asked, setAsked] = useState<{ webhook: Webhook; what: 'delete' | 'secret' } | null>(null)
  const reread = () => queries.invalidateQueries({ queryKey: listWebhooksQueryKey() })

  const change = useMutation({
    mutationFn: async () => {
      if (!asked) return
      const path = { webhookId: asked.webhook.webhookId }
      if (asked.what === 'delete') await deleteWebhook({ path, throwOnError: true })
      else setMade((await changeWebhookSecret({ path, throwOnError: true })).data)
    },
    onSuccess: () => asked?.what === 'delete' && notify(t`It is told nothing any more.`),
    onError: (error) => notify(problemText(error), 'danger'),
    onSettled: () => {
      setAsked(null)
      return reread()
    },
  })
  const shown = webhooks.data?.items.find(({ webhookId }) => webhookId === search.webhook)

  return (
    <AdminPage
      title={t`Webhooks`}
      lead={t`Programs of other companies are told of bookings and showtimes as they happen, again and again for a day until they take it. Times are UTC.`}
    >
      {made ? (
        <NewSecret
          title={t`The secret of ${made.webhook.url}`}
          lead={t`Copy it now: it is not shown again. With it the receiver knows that a delivery is ours.`}
          secret={made.secret}
          onDone={() => setMade(null)}
        />
      ) : (
        <WebhookForm
          onMade={(webhook) => {
            setMade(webhook)
            void reread()
          }}
        />
      )}
      {webhooks.isError && (
        <ErrorPanel error={webhooks.error} onRetry={() => void webhooks.refetch()} />
      )}
      {webhooks.isPending && (
        <Loading label={t`Looking for webhooks`}>
          <Skeleton className="h-40" />
        </Loading>
      )}
      {webhooks.data?.items.length === 0 && (
        <EmptyPanel title={t`No webhooks yet`}>
          <Trans>A program that cannot be reached asks for events with its key instead.</Trans>
        </EmptyPanel>
      )}
      {webhooks.data && webhooks.data.items.length > 0 && (
        <>
          <DataTable
            caption={t`Webhooks`}
            busy={webhooks.isFetching}
            head={
              <>
                <Head>
                  <Trans>Address</Trans>
                </Head>
                <Head>
                  <Trans>Key</Trans>
                </Head>
                <Head>
                  <Trans>Events</Trans>
                </Head>
                <Head>
                  <Trans>Added</Trans>
                </Head>
                <Head>
                  <Trans>Deliveries</Trans>
                </Head>
                <Head>
                  <Trans>Action</Trans>
                </Head>
              </>
            }
          >
            {webhooks.data.items.map((webhook) => (
              <tr key={webhook.webhookId} className="align-top">
                <RowHead className="min-w-60">
                  <span className="wrap-anywhere">{webhook.url}</span>
                  {webhook.oldSecretUntil && (
                    <div className="text-sm font-normal text-muted">
                      <Trans>
                        The old secret signs, too, until <Moment at={webhook.oldSecretUntil} />
                      </Trans>
                    </div>
                  )}
                </RowHead>
                <Cell>
                  {webhook.keyName}
                  {!webhook.isLive && (
                    <div className="font-semibold text-danger">
                      <Trans>has ended</Trans>
                    </div>
                  )}
                </Cell>
                <Cell className="font-mono text-sm">
                  {webhook.types.length === 0 ? t`all` : webhook.types.join(', ')}
                </Cell>
                <Cell>
                  <Moment at={webhook.createdAt} />
                </Cell>
                <Cell className="whitespace-nowrap">
                  <button
                    type="button"
                    className="link min-h-11"
                    aria-expanded={webhook.webhookId === search.webhook}
                    onClick={() =>
                      onSearch(
                        present({
                          ...search,
                          webhook:
                            webhook.webhookId === search.webhook ? undefined : webhook.webhookId,
                        }),
                      )
                    }
                  >
                    <Trans>
                      <Trans>Deliveries</Trans>
                      <span className="sr-only"> to {webhook.url}</span>
                    </Trans>
                  </button>
                  <div className="text-sm text-muted">
                    <Trans>
                      {webhook.waiting} waiting, {webhook.dead} given up
                    </Trans>
                  </div>
                </Cell>
                <Cell>
                  <div className="flex gap-2">
                    <Button onClick={() => setAsked({ webhook, what: 'secret' })}>
                      <Trans>
                        New secret<span className="sr-only"> for {webhook.url}</span>
                      </Trans>
                    </Button>
                    <Button look="danger" onClick={() => setAsked({ webhook, what: 'delete' })}>
                      <Trans>
                        Delete<span className="sr-only"> {webhook.url}</span>
                      </Trans>
                    </Button>
                  </div>
                </Cell>
              </tr>
            ))}
          </DataTable>
          <Pager
            {...webhooks.data}
            onPage={(page) => onSearch(present({ ...search, page, webhook: undefined }))}
          />
        </>
      )}
      {shown && <Deliveries key={shown.webhookId} webhook={shown} />}
      <ConfirmDialog
        open={asked !== null}
        title={asked?.what === 'delete' ? t`Delete the webhook?` : t`Give it a new secret?`}
        confirmLabel={asked?.what === 'delete' ? t`Delete it` : t`Make a new secret`}
        dismissLabel={t`Leave it`}
        busy={change.isPending}
        onConfirm={() => change.mutate()}
        onDismiss={() => setAsked(null)}
      >
        {asked?.what === 'delete'
          ? t`${asked.webhook.url} is told nothing any more, also not what waits to be sent.`
          : t`Both secrets sign for 24 hours: give the new one to the receiver until then.`}
      </ConfirmDialog>
    </AdminPage>
  )
}
