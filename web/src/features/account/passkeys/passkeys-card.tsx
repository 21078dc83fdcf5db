import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Passkey } from '@/api'
import { getSecondFactorOptions, listPasskeysOptions } from '@/api/@tanstack/react-query.gen'
import { AddPasskey } from '@/features/account/passkeys/add-passkey'
import { canUsePasskeys } from '@/features/account/passkeys/credentials'
import { RemovePasskey } from '@/features/account/passkeys/remove-passkey'
import { Localized } from '@/components/localized'
import { Button } from '@/components/ui/button'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { formatMoment } from '@/lib/format/dates'
import { currentSession, refreshSession } from '@/lib/session/session'

/** One's passkeys, a new one, and the end of one. */
export function PasskeysCard() {
  const passkeys = useQuery({ ...listPasskeysOptions(), staleTime: 0 })
  const factor = useQuery({ ...getSecondFactorOptions(), staleTime: 0 })
  const [leaving, setLeaving] = useState<Passkey>()
  const withCode = factor.data?.isOn ?? false

  function settle() {
    setLeaving(undefined)
    void passkeys.refetch()
    // The next access token opens what this one did not.
    if (currentSession().secondFactorNeeded) void refreshSession().catch(() => false)
  }

  return (
    <section
      aria-labelledby="passkeys"
      className="grid grid-cols-1 gap-5 rounded-2xl border border-line bg-surface p-6 sm:p-8"
    >
      <h2 id="passkeys" className="text-2xl">
        <Trans>Passkeys</Trans>
      </h2>
      <p className="text-muted">
        <Trans>
          Sign in with your fingerprint, your face or the PIN of a device, without password and
          code. A new password leaves your passkeys as they are.
        </Trans>
      </p>
      {passkeys.isError && (
        <ErrorPanel error={passkeys.error} onRetry={() => void passkeys.refetch()} />
      )}
      {passkeys.isPending && (
        <Loading label={t`Looking for your passkeys`}>
          <Skeleton className="h-24" />
        </Loading>
      )}
      {passkeys.data && passkeys.data.length > 0 && (
        <ul className="grid gap-4">
          {passkeys.data.map((passkey) => (
            <li
              key={passkey.passkeyId}
              className="flex flex-wrap items-center justify-between gap-3"
            >
              <PasskeyWords passkey={passkey} />
              <Button aria-label={t`Remove ${passkey.name}`} onClick={() => setLeaving(passkey)}>
                <Trans>Remove</Trans>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {leaving ? (
        <RemovePasskey
          key={leaving.passkeyId}
          passkey={leaving}
          withCode={withCode}
          onDone={settle}
          onCancel={() => setLeaving(undefined)}
        />
      ) : canUsePasskeys ? (
        passkeys.data && <AddPasskey withCode={withCode} onTried={settle} />
      ) : (
        <p>
          <Trans>This browser cannot make passkeys.</Trans>
        </p>
      )}
    </section>
  )
}

function PasskeyWords({ passkey }: { passkey: Passkey }) {
  const since = formatMoment(Date.parse(passkey.createdAt))
  const used = passkey.lastUsedAt ? formatMoment(Date.parse(passkey.lastUsedAt)) : null
  return (
    <div className="min-w-0">
      <p className="font-semibold wrap-anywhere">{passkey.name}</p>
      <p className="text-sm text-muted">
        {used ? (
          <Trans>
            Added <Localized>{since}</Localized>, last used <Localized>{used}</Localized>
          </Trans>
        ) : (
          <Trans>
            Added <Localized>{since}</Localized>, never used
          </Trans>
        )}
      </p>
    </div>
  )
}
