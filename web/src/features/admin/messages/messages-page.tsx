import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { resendMessage, type Message } from '@/api'
import { listMessagesOptions, listMessagesQueryKey } from '@/api/@tanstack/react-query.gen'
import { MessageRow } from '@/features/admin/messages/message-row'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { DataTable, Head } from '@/features/admin/shell/data-table'
import { Pager } from '@/features/admin/shell/pager'
import { oneOf, positive, present, type Written } from '@/features/admin/shell/search'
import { SelectField } from '@/components/ui/field'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { problemText } from '@/lib/api/problem'
import { notify } from '@/lib/browser/notices'

type MessagesPageProps = { written: Written; onSearch: (search: Written) => void }

const statuses = ['waiting', 'dead', 'sent', 'dropped'] as const
const statusNames = {
  waiting: t`Waiting`,
  dead: t`Given up`,
  sent: t`Sent`,
  dropped: t`Not needed any more`,
}

/** The mails that wait or were given up, and why; a click sends one now. */
export function MessagesPage({ written, onSearch }: MessagesPageProps) {
  const search = {
    status: oneOf(statuses, written['status']),
    page: positive(written['page']),
  }
  const queries = useQueryClient()
  const messages = useQuery({
    ...listMessagesOptions({ query: { ...search, pageSize: 25 } }),
    placeholderData: keepPreviousData,
  })
  const resend = useMutation({
    mutationFn: ({ messageId }: Message) =>
      resendMessage({ path: { messageId }, throwOnError: true }),
    onSuccess: ({ data }) => notify(t`It is being sent to ${data.recipient ?? t`its reader`}.`),
    onError: (error) => notify(problemText(error), 'danger'),
    onSettled: () => queries.invalidateQueries({ queryKey: listMessagesQueryKey() }),
  })

  return (
    <AdminPage
      title={t`Messages`}
      lead={t`Mails that could not be sent yet. Each is tried again for a day, and then given up. Times are UTC.`}
    >
      <search className="grid grid-cols-1 gap-3 sm:grid-cols-[16rem]">
        <SelectField
          label={t`Which`}
          value={search.status ?? ''}
          onChange={(event) => onSearch(present({ status: event.target.value }))}
        >
          <option value="">
            <Trans>Not sent</Trans>
          </option>
          {statuses.map((status) => (
            <option key={status} value={status}>
              {statusNames[status]}
            </option>
          ))}
        </SelectField>
      </search>
      {messages.isError && (
        <ErrorPanel error={messages.error} onRetry={() => void messages.refetch()} />
      )}
      {messages.isPending && (
        <Loading label={t`Loading the messages`}>
          <Skeleton className="h-96" />
        </Loading>
      )}
      {messages.data && (
        <>
          {messages.data.items.length === 0 ? (
            <EmptyPanel title={t`Nothing here`}>
              {search.status ? t`No message has this status.` : t`Every message has been sent.`}
            </EmptyPanel>
          ) : (
            <DataTable
              caption={t`Messages`}
              busy={messages.isFetching}
              head={
                <>
                  <Head>
                    <Trans>Written (UTC)</Trans>
                  </Head>
                  <Head>
                    <Trans>What</Trans>
                  </Head>
                  <Head>
                    <Trans context="recipient">To</Trans>
                  </Head>
                  <Head>
                    <Trans>Status</Trans>
                  </Head>
                  <Head numeric>
                    <Trans>Attempts</Trans>
                  </Head>
                  <Head>
                    <Trans>What was in the way</Trans>
                  </Head>
                  <Head>
                    <Trans>Action</Trans>
                  </Head>
                </>
              }
            >
              {messages.data.items.map((message) => (
                <MessageRow
                  key={message.messageId}
                  message={message}
                  status={statusNames[message.status]}
                  busy={resend.isPending}
                  onResend={() => resend.mutate(message)}
                />
              ))}
            </DataTable>
          )}
          <Pager {...messages.data} onPage={(page) => onSearch(present({ ...search, page }))} />
        </>
      )}
    </AdminPage>
  )
}
