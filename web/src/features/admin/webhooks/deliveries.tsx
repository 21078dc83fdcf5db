import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { replayWebhookDelivery, type DeliveryStatus, type Webhook } from '@/api'
import {
  getWebhookDeliveryOptions,
  listWebhookDeliveriesOptions,
} from '@/api/@tanstack/react-query.gen'
import { Cell, DataTable, Head, RowHead } from '@/features/admin/shell/data-table'
import { Moment } from '@/features/admin/shell/moment'
import { Pager } from '@/features/admin/shell/pager'
import { oneOf } from '@/features/admin/shell/search'
import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/field'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { problemText } from '@/lib/api/problem'
import { notify } from '@/lib/browser/notices'

const statuses = ['waiting', 'delivered', 'dead', 'dropped'] as const
const statusNames = {
  waiting: t`Waiting`,
  delivered: t`Taken`,
  dead: t`Given up`,
  dropped: t`Dropped`,
} satisfies Record<DeliveryStatus, string>

/** What one webhook was told, and what the receiver said. */
export function Deliveries({ webhook }: { webhook: Webhook }) {
  const { webhookId } = webhook
  const queries = useQueryClient()
  const [status, setStatus] = useState<DeliveryStatus | undefined>()
  const [page, setPage] = useState(1)
  const [shown, setShown] = useState<number | undefined>()
  const deliveries = useQuery({
    ...listWebhookDeliveriesOptions({
      path: { webhookId },
      query: { ...(status && { status }), page, pageSize: 25 },
    }),
    placeholderData: keepPreviousData,
  })

  const replay = useMutation({
    mutationFn: (deliveryId: number) =>
      replayWebhookDelivery({ path: { webhookId, deliveryId }, throwOnError: true }),
    onSuccess: () => notify(t`It is being sent again.`),
    onError: (error) => notify(problemText(error), 'danger'),
    onSettled: () => queries.invalidateQueries(),
  })

  return (
    <section aria-labelledby="deliveries" className="grid grid-cols-1 gap-4">
      <h2 id="deliveries" className="text-2xl wrap-anywhere">
        <Trans>Deliveries to {webhook.url}</Trans>
      </h2>
      <search className="grid grid-cols-1 gap-3 sm:grid-cols-[16rem]">
        <SelectField
          label={t`Which`}
          value={status ?? ''}
          onChange={(event) => {
            setStatus(oneOf(statuses, event.target.value))
            setPage(1)
          }}
        >
          <option value="">
            <Trans>All</Trans>
          </option>
          {statuses.map((status) => (
            <option key={status} value={status}>
              {statusNames[status]}
            </option>
          ))}
        </SelectField>
      </search>
      {deliveries.isError && (
        <ErrorPanel error={deliveries.error} onRetry={() => void deliveries.refetch()} />
      )}
      {deliveries.isPending && (
        <Loading label={t`Loading the deliveries`}>
          <Skeleton className="h-40" />
        </Loading>
      )}
      {deliveries.data?.items.length === 0 && (
        <EmptyPanel title={t`Nothing here`}>
          <Trans>Nothing has happened that it is to be told of.</Trans>
        </EmptyPanel>
      )}
      {deliveries.data && deliveries.data.items.length > 0 && (
        <>
          <DataTable
            caption={t`Deliveries`}
            busy={deliveries.isFetching}
            head={
              <>
                <Head>
                  <Trans>Event</Trans>
                </Head>
                <Head>
                  <Trans>Since</Trans>
                </Head>
                <Head>
                  <Trans>Status</Trans>
                </Head>
                <Head numeric>
                  <Trans>Attempts</Trans>
                </Head>
                <Head>
                  <Trans>Last answer</Trans>
                </Head>
                <Head>
                  <Trans>Action</Trans>
                </Head>
              </>
            }
          >
            {deliveries.data.items.map((delivery) => (
              <tr key={delivery.deliveryId} className="align-top">
                <RowHead className="whitespace-nowrap">
                  {delivery.type ?? t`kept no more`}
                  <div className="font-mono text-sm font-normal text-muted">
                    evt_{delivery.eventId}
                  </div>
                </RowHead>
                <Cell className="whitespace-nowrap">
                  <Moment at={delivery.createdAt} />
                </Cell>
                <Cell className="whitespace-nowrap">
                  {statusNames[delivery.status]}
                  {delivery.nextAttemptAt && (
                    <div className="text-sm text-muted">
                      <Trans>
                        next <Moment at={delivery.nextAttemptAt} />
                      </Trans>
                    </div>
                  )}
                </Cell>
                <Cell numeric>{delivery.attempts}</Cell>
                <Cell className="min-w-40 wrap-anywhere">
                  {[delivery.lastStatus, delivery.lastError].filter(Boolean).join(' ') || '–'}
                </Cell>
                <Cell>
                  <div className="flex gap-2">
                    <Button
                      aria-expanded={shown === delivery.deliveryId}
                      onClick={() =>
                        setShown(shown === delivery.deliveryId ? undefined : delivery.deliveryId)
                      }
                    >
                      <Trans>
                        Show<span className="sr-only"> evt_{delivery.eventId}</span>
                      </Trans>
                    </Button>
                    <Button
                      busy={replay.isPending}
                      onClick={() => replay.mutate(delivery.deliveryId)}
                    >
                      <Trans>
                        Send again<span className="sr-only"> evt_{delivery.eventId}</span>
                      </Trans>
                    </Button>
                  </div>
                  {shown === delivery.deliveryId && (
                    <Body webhookId={webhookId} deliveryId={delivery.deliveryId} />
                  )}
                </Cell>
              </tr>
            ))}
          </DataTable>
          <Pager {...deliveries.data} onPage={setPage} label={t`Pages of deliveries`} />
        </>
      )}
    </section>
  )
}

function Body({ webhookId, deliveryId }: { webhookId: number; deliveryId: number }) {
  const delivery = useQuery(getWebhookDeliveryOptions({ path: { webhookId, deliveryId } }))
  if (delivery.isError) return <p>{problemText(delivery.error)}</p>
  if (!delivery.data)
    return (
      <p role="status">
        <Trans>Loading what is sent</Trans>
      </p>
    )
  const { body } = delivery.data
  return (
    <pre className="mt-2 max-w-md overflow-x-auto rounded-lg bg-raised p-3 text-sm whitespace-pre-wrap">
      {body ? JSON.stringify(JSON.parse(body), null, 2) : t`The event is kept no more.`}
    </pre>
  )
}
