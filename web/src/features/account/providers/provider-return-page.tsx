import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, useNavigate, useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { connectExternalLogin, signInWithProvider } from '@/api'
import { wayBack } from '@/features/account/providers/way-back'
import { CodeForm } from '@/features/account/second-factor/code-form'
import { SignInPage } from '@/features/account/sign-in-page'
import { FormError, FormFrame } from '@/components/form-frame'
import { Loading, Skeleton } from '@/components/ui/states'
import { Problem, problemText } from '@/lib/api/problem'
import { notify } from '@/lib/browser/notices'
import type { ProviderAnswer } from '@/lib/browser/provider-answer'
import { restoreSession, signedIn, useSession } from '@/lib/session/session'

type ProviderReturnPageProps = { provider: string; answer: ProviderAnswer }

/** Where a provider leads back to: finishes what this tab went there for, and goes on. */
export function ProviderReturnPage({ provider, answer }: ProviderReturnPageProps) {
  const [way] = useState(wayBack)
  const session = useSession()
  const navigate = useNavigate()
  const finished = useQuery({
    queryKey: ['provider-return', provider, answer.state],
    queryFn: () => finishOnce(provider, answer, way.connects),
    retry: false,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const { error } = finished
  const challenge =
    error instanceof Problem && error.code === 'second_factor_required'
      ? String(error.body['challenge'])
      : undefined

  if (finished.isPending) return <Frame connects={way.connects} />
  if (way.connects) {
    return error ? (
      <Frame connects message={problemText(error)} />
    ) : (
      <Navigate to="/account" hash="external-logins" replace />
    )
  }
  if (session.status === 'signed-in') {
    return <GoOn path={session.secondFactorNeeded ? '/account' : way.returnTo} />
  }
  if (challenge === undefined) {
    return <SignInPage returnTo={way.returnTo} notice={error ? problemText(error) : undefined} />
  }
  return (
    <FormFrame title={t`Sign in`} lead={t`One more step.`} other={<ToSignIn />}>
      <CodeForm
        challenge={challenge}
        lead={t`The provider knows you. Now show that it is you.`}
        onEnd={() => void navigate({ to: '/sign-in', search: { redirect: way.returnTo } })}
      />
    </FormFrame>
  )
}

/** What came is good once: whoever asks again, as all of a page does when its person changes, is told the same. */
const attempts = new Map<string, Promise<true>>()

function finishOnce(provider: string, answer: ProviderAnswer, connects: boolean): Promise<true> {
  const key = answer.state ?? ''
  const attempt = attempts.get(key) ?? finish(provider, answer, connects)
  attempts.set(key, attempt)
  return attempt
}

async function finish(
  provider: string,
  { code, state, iss }: ProviderAnswer,
  connects: boolean,
): Promise<true> {
  if (code === undefined || state === undefined) {
    throw new Problem(400, { code: 'provider_left' })
  }
  const request = {
    path: { provider },
    body: { code, state, iss: iss ?? null },
    throwOnError: true,
  } as const
  if (connects) {
    await restoreSession()
    await connectExternalLogin(request)
    notify(t`The login was connected.`)
  } else {
    const { data } = await signInWithProvider({ ...request, query: { useCookies: true } })
    signedIn(data)
  }
  return true
}

/** The address behind it, with the provider's code in it, is not to come back. */
function GoOn({ path }: { path: string }) {
  const { history } = useRouter()
  useEffect(() => history.replace(path), [history, path])
  return null
}

function Frame({ connects, message }: { connects: boolean; message?: string }) {
  return (
    <FormFrame
      title={connects ? t`Connect a login` : t`Sign in`}
      lead={t`You are back from the provider.`}
      other={connects ? <ToAccount /> : <ToSignIn />}
    >
      {message === undefined ? (
        <Loading label={t`Finishing your sign-in`}>
          <Skeleton className="h-24" />
        </Loading>
      ) : (
        <FormError message={message} />
      )}
    </FormFrame>
  )
}

function ToAccount() {
  return (
    <Link to="/account" hash="external-logins" className="link font-semibold">
      <Trans>To your account</Trans>
    </Link>
  )
}

function ToSignIn() {
  return (
    <Link to="/sign-in" className="link font-semibold">
      <Trans>Sign in another way</Trans>
    </Link>
  )
}
