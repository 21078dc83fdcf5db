import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { beginExternalSignIn } from '@/api'
import { listProvidersOptions } from '@/api/@tanstack/react-query.gen'
import { leaveFor } from '@/features/account/providers/way-back'
import { FormError } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { problemText } from '@/lib/api/problem'

const fiveMinutes = 300_000

/** The providers that this installation knows, and nothing where it knows none. */
export function ProviderButtons({ returnTo }: { returnTo: string | undefined }) {
  const providers = useQuery({ ...listProvidersOptions(), staleTime: fiveMinutes })
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState<string>()
  if (!providers.data || providers.data.length === 0) return null

  async function start(provider: string) {
    setBusy(true)
    setMessage(undefined)
    try {
      const { data } = await beginExternalSignIn({ path: { provider }, throwOnError: true })
      leaveFor(data.url, { connects: false, returnTo: returnTo ?? '/' })
    } catch (error) {
      setMessage(problemText(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <div className="grid gap-3">
      <FormError message={message} />
      {providers.data.map(({ name, displayName }) => (
        <Button key={name} busy={busy} onClick={() => void start(name)}>
          {t`Continue with ${displayName}`}
        </Button>
      ))}
    </div>
  )
}
