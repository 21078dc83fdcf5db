import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getSecondFactorOptions } from '@/api/@tanstack/react-query.gen'
import { ChangeForm } from '@/features/account/second-factor/change-form'
import { RecoveryCodes } from '@/features/account/second-factor/recovery-codes'
import { SetUp } from '@/features/account/second-factor/set-up'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { currentSession, refreshSession } from '@/lib/session/session'

/** One's second factor: what it is, how it is set up, and what it can be changed to. */
export function SecondFactorCard() {
  const state = useQuery({ ...getSecondFactorOptions(), staleTime: 0 })
  const [codes, setCodes] = useState<string[]>()

  function show(next: string[]) {
    setCodes(next)
    void state.refetch()
    // The next access token opens what this one did not.
    if (currentSession().secondFactorNeeded) void refreshSession().catch(() => false)
  }

  return (
    <section
      aria-labelledby="second-factor"
      className="grid grid-cols-1 gap-5 rounded-2xl border border-line bg-surface p-6 sm:p-8"
    >
      <h2 id="second-factor" className="text-2xl">
        <Trans>Second factor</Trans>
      </h2>
      {state.isError && <ErrorPanel error={state.error} onRetry={() => void state.refetch()} />}
      {state.isPending && (
        <Loading label={t`Looking for your second factor`}>
          <Skeleton className="h-24" />
        </Loading>
      )}
      {codes ? (
        <RecoveryCodes codes={codes} onDone={() => setCodes(undefined)} />
      ) : state.data?.isOn ? (
        <ChangeForm state={state.data} onCodes={show} onOff={() => void state.refetch()} />
      ) : (
        state.data && <SetUp onCodes={show} />
      )}
    </section>
  )
}
