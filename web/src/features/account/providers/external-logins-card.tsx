import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import {
  getSecondFactorOptions,
  listExternalLoginsOptions,
  listProvidersOptions,
} from '@/api/@tanstack/react-query.gen'
import { type Login, LoginForm } from '@/features/account/providers/login-form'
import { Localized } from '@/components/localized'
import { Button } from '@/components/ui/button'
import { ErrorPanel } from '@/components/ui/states'
import { formatMoment } from '@/lib/format/dates'

/** The logins at providers that open the account, and those that could. Nothing where there are no providers. */
export function ExternalLoginsCard() {
  const providers = useQuery({ ...listProvidersOptions(), staleTime: 300_000 })
  const own = useQuery({ ...listExternalLoginsOptions(), staleTime: 0 })
  const factor = useQuery({ ...getSecondFactorOptions(), staleTime: 0 })
  const [chosen, setChosen] = useState<Login>()
  const connected: Login[] = own.data?.logins ?? []
  const offered = (providers.data ?? [])
    .filter(({ name }) => !connected.some(({ provider }) => provider === name))
    .map(({ name, displayName }): Login => ({ provider: name, displayName }))
  const logins = [...connected, ...offered]
  if (logins.length === 0) return null

  return (
    <section
      aria-labelledby="external-logins"
      className="grid grid-cols-1 gap-5 rounded-2xl border border-line bg-surface p-6 sm:p-8"
    >
      <h2 id="external-logins" className="text-2xl">
        <Trans>Connected logins</Trans>
      </h2>
      <p className="text-muted">
        <Trans>
          Sign in with an account that you have elsewhere. A new password leaves connected logins as
          they are.
        </Trans>
      </p>
      {own.isError && <ErrorPanel error={own.error} onRetry={() => void own.refetch()} />}
      {own.data && !own.data.hasPassword && (
        <p>
          <Trans>
            Your account has no password yet. To change how it opens,{' '}
            <Link to="/forgot-password" className="link">
              choose one
            </Link>{' '}
            first.
          </Trans>
        </p>
      )}
      <ul className="grid gap-4">
        {logins.map((login) => (
          <li key={login.provider} className="flex flex-wrap items-center justify-between gap-3">
            <LoginWords login={login} />
            {own.data?.hasPassword && <Choose login={login} onChoose={() => setChosen(login)} />}
          </li>
        ))}
      </ul>
      {chosen && (
        <LoginForm
          key={chosen.provider}
          login={chosen}
          withCode={factor.data?.isOn ?? false}
          onDone={() => {
            setChosen(undefined)
            void own.refetch()
          }}
          onCancel={() => setChosen(undefined)}
        />
      )}
    </section>
  )
}

function Choose({ login, onChoose }: { login: Login; onChoose: () => void }) {
  const { displayName, createdAt } = login
  return createdAt === undefined ? (
    <Button aria-label={t`Connect ${displayName}`} onClick={onChoose}>
      <Trans>Connect</Trans>
    </Button>
  ) : (
    <Button aria-label={t`Disconnect ${displayName}`} onClick={onChoose}>
      <Trans>Disconnect</Trans>
    </Button>
  )
}

function LoginWords({ login: { displayName, createdAt } }: { login: Login }) {
  const since = createdAt === undefined ? null : formatMoment(Date.parse(createdAt))
  return (
    <div className="min-w-0">
      <p className="font-semibold wrap-anywhere">{displayName}</p>
      <p className="text-sm text-muted">
        {since === null ? (
          <Trans>Not connected</Trans>
        ) : (
          <Trans>
            Connected <Localized>{since}</Localized>
          </Trans>
        )}
      </p>
    </div>
  )
}
