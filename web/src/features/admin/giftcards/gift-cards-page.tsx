import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { cancelGiftCard, downloadGiftCards, type GiftCard, type NewGiftCard } from '@/api'
import { listGiftCardsOptions } from '@/api/@tanstack/react-query.gen'
import { GiftCardForm } from '@/features/admin/giftcards/gift-card-form'
import { GiftCardUses } from '@/features/admin/giftcards/gift-card-uses'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { CsvButton } from '@/features/admin/export/csv-button'
import { Cell, DataTable, Head, RowHead } from '@/features/admin/shell/data-table'
import { Moment } from '@/features/admin/shell/moment'
import { NewCodes } from '@/features/admin/codes/new-codes'
import { Pager } from '@/features/admin/shell/pager'
import { SharesOfPage } from '@/features/admin/codes/shares-of-page'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { problemText } from '@/lib/api/problem'
import { notify } from '@/lib/browser/notices'
import { formatMoney } from '@/lib/format/money'

type GiftCardsPageProps = { page: number | undefined; onPage: (page: number) => void }

/** Cards that pay for bookings. */
export function GiftCardsPage({ page, onPage }: GiftCardsPageProps) {
  const queries = useQueryClient()
  const cards = useQuery({
    ...listGiftCardsOptions({ query: { ...(page && { page }), pageSize: 25 } }),
    placeholderData: keepPreviousData,
  })
  const [issued, setIssued] = useState<NewGiftCard[] | null>(null)
  const [ending, setEnding] = useState<GiftCard | null>(null)
  const [shown, setShown] = useState<GiftCard | null>(null)

  const cancel = useMutation({
    mutationFn: ({ cardId }: GiftCard) => cancelGiftCard({ path: { cardId }, throwOnError: true }),
    onSuccess: () => notify(t`The gift card is cancelled.`),
    onError: (error) => notify(problemText(error), 'danger'),
    onSettled: () => {
      setEnding(null)
      return queries.invalidateQueries()
    },
  })

  return (
    <AdminPage
      title={t`Gift cards`}
      lead={t`Cards that pay for bookings until nothing is left on them. What a card was issued for never changes: cancel it, and issue another.`}
    >
      {issued?.[0] ? (
        <NewCodes
          name={issued[0].card.name}
          codes={issued.map(({ code }) => code)}
          file={`gift-cards-${issued[0].card.cardId}-codes.csv`}
          onDone={() => setIssued(null)}
        />
      ) : (
        <GiftCardForm
          onIssued={(made) => {
            setIssued(made)
            void queries.invalidateQueries()
          }}
        />
      )}
      {cards.isError && <ErrorPanel error={cards.error} onRetry={() => void cards.refetch()} />}
      {cards.isPending && (
        <Loading label={t`Looking for gift cards`}>
          <Skeleton className="h-40" />
        </Loading>
      )}
      {cards.data?.items.length === 0 && (
        <EmptyPanel title={t`No gift cards yet`}>
          <Trans>Issue some above, and sell or give away their codes.</Trans>
        </EmptyPanel>
      )}
      {cards.data && cards.data.items.length > 0 && (
        <>
          <div>
            <CsvButton read={() => downloadGiftCards({ parseAs: 'text', throwOnError: true })} />
          </div>
          <SharesOfPage
            title={t`What they paid`}
            shares={cards.data.items.map(({ cardId, name, hint, amount, spent, currency }) => ({
              key: cardId,
              name: `${name} …${hint}`,
              amount: spent,
              text: t`${formatMoney(spent, currency)} of ${formatMoney(amount, currency)}`,
            }))}
          />
          <DataTable
            caption={t`Gift cards`}
            busy={cards.isFetching}
            head={
              <>
                <Head>{t`Gift card`}</Head>
                <Head>{t`Issued`}</Head>
                <Head>{t`Good`}</Head>
                <Head numeric>{t`Issued for`}</Head>
                <Head numeric>{t`Spent`}</Head>
                <Head numeric>{t`Left`}</Head>
                <Head>{t`Action`}</Head>
              </>
            }
          >
            {cards.data.items.map((card) => (
              <GiftCardRow
                key={card.cardId}
                card={card}
                onShow={() => setShown(card)}
                onCancel={() => setEnding(card)}
              />
            ))}
          </DataTable>
          <Pager {...cards.data} onPage={onPage} />
        </>
      )}
      {shown && <GiftCardUses key={shown.cardId} card={shown} />}
      <ConfirmDialog
        open={ending !== null}
        title={t`Cancel …${ending?.hint ?? ''}?`}
        confirmLabel={t`Cancel the gift card`}
        dismissLabel={t`Keep it`}
        busy={cancel.isPending}
        onConfirm={() => ending && cancel.mutate(ending)}
        onDismiss={() => setEnding(null)}
      >
        <Trans>
          It pays nothing from now on, and for good. What it has paid stands; what comes back of
          that is on it, and cannot be spent.
        </Trans>
      </ConfirmDialog>
    </AdminPage>
  )
}

type GiftCardRowProps = { card: GiftCard; onShow: () => void; onCancel: () => void }

function GiftCardRow({ card, onShow, onCancel }: GiftCardRowProps) {
  const { name, hint, amount, spent, balance, currency, createdAt, expiresAt, cancelledAt } = card
  return (
    <tr className="align-top">
      <RowHead>
        <span className="wrap-anywhere">{name}</span>
        <div className="font-mono text-sm font-normal text-muted">…{hint}</div>
      </RowHead>
      <Cell>
        <Moment at={createdAt} />
      </Cell>
      <Cell>
        {cancelledAt ? (
          <Trans>
            Cancelled <Moment at={cancelledAt} />
          </Trans>
        ) : expiresAt ? (
          <Trans>
            until <Moment at={expiresAt} />
          </Trans>
        ) : (
          t`without end`
        )}
      </Cell>
      <Cell numeric>{formatMoney(amount, currency)}</Cell>
      <Cell numeric>{formatMoney(spent, currency)}</Cell>
      <Cell numeric>{formatMoney(balance, currency)}</Cell>
      <Cell>
        <div className="flex gap-2">
          <Button onClick={onShow}>
            <Trans>
              Bookings<span className="sr-only"> of …{hint}</span>
            </Trans>
          </Button>
          {!cancelledAt && (
            <Button look="danger" onClick={onCancel}>
              <Trans>
                Cancel<span className="sr-only"> …{hint}</span>
              </Trans>
            </Button>
          )}
        </div>
      </Cell>
    </tr>
  )
}
