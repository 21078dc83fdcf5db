import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { closeTill, openTill, type TillShift } from '@/api'
import { getOpenTillQueryKey } from '@/api/@tanstack/react-query.gen'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { problemText } from '@/lib/api/problem'
import { deviceStorage } from '@/lib/browser/storage'
import { formatMoney } from '@/lib/format/money'
import { timeOf } from '@/lib/format/dates'
import { AmountField, useAmount } from './amount-field'

type TillDeskProps = {
  cinemaId: number
  /** Undefined where nothing is for sale and no till is open. */
  currency: string | undefined
  till: TillShift | undefined
  onOpened: () => void
}

/** A shift at the till: opened with a float, closed with a count. */
export function TillDesk({ cinemaId, currency, till, onOpened }: TillDeskProps) {
  const [closed, setClosed] = useState<TillShift>()
  const [refused, setRefused] = useState<unknown>()
  if (closed && !till) return <Closed shift={closed} onAgain={() => setClosed(undefined)} />
  if (till) {
    return (
      <CloseForm
        till={till}
        onClosed={(shift) => {
          setClosed(shift)
          setRefused(undefined)
        }}
        onRefused={setRefused}
      />
    )
  }
  return (
    <>
      {/* Closed by somebody else meanwhile: the form that says so goes with the till. */}
      <Failure error={refused} />
      <OpenForm
        cinemaId={cinemaId}
        currency={currency}
        onOpened={() => {
          setRefused(undefined)
          onOpened()
        }}
      />
    </>
  )
}

const panel = 'grid max-w-md grid-cols-1 gap-4 rounded-2xl border border-control bg-surface p-5'

function OpenForm({ cinemaId, currency, onOpened }: Omit<TillDeskProps, 'till'>) {
  const queries = useQueryClient()
  const [name, setName] = useState(() => deviceStorage.read('counter-till') ?? t`Till 1`)
  const float = useAmount(currency)
  const open = useMutation({
    mutationFn: (openingFloat: number) =>
      openTill({
        path: { cinemaId },
        body: { till: name.trim(), openingFloat },
        throwOnError: true,
      }),
    onSuccess: async () => {
      deviceStorage.write('counter-till', name)
      await queries.invalidateQueries({ queryKey: getOpenTillQueryKey({ path: { cinemaId } }) })
      onOpened()
    },
  })
  return (
    <form
      noValidate
      aria-labelledby="open-till"
      className={panel}
      onSubmit={(event) => {
        event.preventDefault()
        const amount = float.check()
        if (amount !== undefined && !open.isPending) open.mutate(amount)
      }}
    >
      <h2 id="open-till" className="text-2xl">
        <Trans>Open the till</Trans>
      </h2>
      <Field
        label={t`Till`}
        value={name}
        maxLength={40}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
      />
      <AmountField label={t`Float`} hint={t`The cash that is in it now.`} {...float.field} />
      <Failure error={open.error} />
      <Button type="submit" look="primary" busy={open.isPending}>
        <Trans>Open the till</Trans>
      </Button>
    </form>
  )
}

type CloseFormProps = {
  till: TillShift
  onClosed: (shift: TillShift) => void
  onRefused: (error: unknown) => void
}

function CloseForm({ till, onClosed, onRefused }: CloseFormProps) {
  const queries = useQueryClient()
  const counted = useAmount(till.currency)
  const close = useMutation({
    mutationFn: async (amount: number) =>
      (
        await closeTill({
          path: { shiftId: till.shiftId },
          body: { counted: amount },
          throwOnError: true,
        })
      ).data,
    onSuccess: onClosed,
    onError: onRefused,
    onSettled: () =>
      queries.invalidateQueries({
        queryKey: getOpenTillQueryKey({ path: { cinemaId: till.cinemaId } }),
      }),
  })
  return (
    <form
      noValidate
      aria-labelledby="close-till"
      className={panel}
      onSubmit={(event) => {
        event.preventDefault()
        const amount = counted.check()
        if (amount !== undefined && !close.isPending) close.mutate(amount)
      }}
    >
      <div>
        <h2 id="close-till" className="text-2xl">
          <Trans>Close the till</Trans>
        </h2>
        <p className="text-muted">
          <Trans>
            {till.till}, open since {timeOf(till.openedAt)}.
          </Trans>
        </p>
      </div>
      <AmountField
        label={t`Cash counted`}
        hint={t`All of it, with the float. What it should be is said once you have counted.`}
        {...counted.field}
      />
      <Failure error={close.error} />
      <Button type="submit" look="primary" busy={close.isPending}>
        <Trans>Close the till</Trans>
      </Button>
    </form>
  )
}

function Closed({ shift, onAgain }: { shift: TillShift; onAgain: () => void }) {
  const money = (amount: number) => formatMoney(amount, shift.currency)
  const lines = [
    { name: t`Float`, amount: shift.openingFloat },
    { name: t`Cash taken`, amount: shift.cashSales },
    { name: t`Cash paid back`, amount: -shift.cashRefunds },
    { name: t`Expected`, amount: shift.expected },
    { name: t`Counted`, amount: shift.counted ?? 0 },
    { name: t`Difference`, amount: shift.difference ?? 0 },
    { name: t`By card`, amount: shift.cardSales - shift.cardRefunds },
  ]
  return (
    <section aria-labelledby="closed-till" className={panel}>
      <div role="status">
        <h2 id="closed-till" className="text-2xl">
          <Trans>{shift.till} is closed</Trans>
        </h2>
      </div>
      <dl className="grid grid-cols-[1fr_auto] gap-y-1">
        {lines.map(({ name, amount }) => (
          <div key={name} className="col-span-2 grid grid-cols-subgrid border-b border-line py-1.5">
            <dt>{name}</dt>
            <dd className="text-right font-medium">{money(amount)}</dd>
          </div>
        ))}
      </dl>
      <Button onClick={onAgain}>
        <Trans>Open a till again</Trans>
      </Button>
    </section>
  )
}

function Failure({ error }: { error: unknown }) {
  if (!error) return null
  return (
    <p role="alert" className="font-medium text-danger">
      {problemText(error)}
    </p>
  )
}
