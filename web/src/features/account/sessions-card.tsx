import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SignedInSession } from '@/api'
import {
  endOtherSessionsMutation,
  endSessionMutation,
  listSessionsOptions,
  listSessionsQueryKey,
} from '@/api/@tanstack/react-query.gen'
import { Localized } from '@/components/localized'
import { Button } from '@/components/ui/button'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { problemText } from '@/lib/api/problem'
import { notify } from '@/lib/browser/notices'
import { formatMoment } from '@/lib/format/dates'

function deviceName({ app, system }: SignedInSession): string {
  if (app && system) return t`${app} on ${system}`
  return app ?? system ?? t`Unknown device`
}

/** Where one is signed in; what one does not know there is ended here. */
export function SessionsCard() {
  const queries = useQueryClient()
  const sessions = useQuery({ ...listSessionsOptions(), staleTime: 0 })
  const settled = {
    onSuccess: () => notify(t`Signed out there.`),
    onError: (error: unknown) => notify(problemText(error), 'danger'),
    onSettled: () => queries.invalidateQueries({ queryKey: listSessionsQueryKey() }),
  }
  const end = useMutation({ ...endSessionMutation(), ...settled })
  const endOthers = useMutation({ ...endOtherSessionsMutation(), ...settled })
  const busy = end.isPending || endOthers.isPending

  return (
    <section
      aria-label={t`Where you are signed in`}
      className="grid gap-5 rounded-2xl border border-line bg-surface p-6 sm:p-8"
    >
      <h2 className="text-2xl">
        <Trans>Where you are signed in</Trans>
      </h2>
      {sessions.isError && (
        <ErrorPanel error={sessions.error} onRetry={() => void sessions.refetch()} />
      )}
      {sessions.isPending && (
        <Loading label={t`Looking for sessions`}>
          <Skeleton className="h-24" />
        </Loading>
      )}
      {sessions.data && (
        <ul className="grid gap-4">
          {sessions.data.map((session) => (
            <li
              key={session.sessionId}
              className="flex flex-wrap items-center justify-between gap-3"
            >
              <SessionWords session={session} />
              {!session.isThisOne && (
                <Button
                  busy={busy}
                  aria-label={t`Sign out ${deviceName(session)}`}
                  onClick={() => end.mutate({ path: { sessionId: session.sessionId } })}
                >
                  <Trans>Sign out</Trans>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {sessions.data && sessions.data.length > 1 && (
        <Button className="justify-self-start" busy={busy} onClick={() => endOthers.mutate({})}>
          <Trans>Sign out everywhere else</Trans>
        </Button>
      )}
    </section>
  )
}

function SessionWords({ session }: { session: SignedInSession }) {
  const since = formatMoment(Date.parse(session.signedInAt))
  const used = formatMoment(Date.parse(session.lastUsedAt))
  return (
    <div className="min-w-0">
      <p className="font-semibold wrap-anywhere">
        {deviceName(session)}
        {session.isThisOne && (
          <span className="ml-2 font-normal text-muted">
            <Trans>This device</Trans>
          </span>
        )}
      </p>
      <p className="text-sm text-muted">
        <Trans>
          Since <Localized>{since}</Localized>, last used <Localized>{used}</Localized>
        </Trans>
      </p>
    </div>
  )
}
