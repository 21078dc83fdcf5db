import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { beginPasskeySignIn, type PasskeySignInRequest } from '@/api'
import {
  canUsePasskeys,
  isElsewhere,
  notHere,
  showPasskey,
  wasEnded,
} from '@/features/account/passkeys/credentials'
import type { StartSession } from '@/features/account/session-form'
import { FormError } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { problemText } from '@/lib/api/problem'
import { signedIn } from '@/lib/session/session'

/** The browser offers the passkeys that it has for this site: nobody types whose account it is. */
export function PasskeySignIn({ signIn }: { signIn: StartSession<PasskeySignInRequest> }) {
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState<string>()
  if (!canUsePasskeys) return null

  async function start() {
    setBusy(true)
    setMessage(undefined)
    try {
      const { data: options } = await beginPasskeySignIn({ throwOnError: true })
      const { data } = await signIn(await showPasskey(options))
      signedIn(data)
    } catch (error) {
      setMessage(
        wasEnded(error)
          ? t`No passkey was used. Try again, or sign in with your password.`
          : isElsewhere(error)
            ? notHere()
            : problemText(error),
      )
    } finally {
      setBusy(false)
    }
  }

  return (
    <div className="mt-5 grid gap-5">
      <FormError message={message} />
      <Button busy={busy} onClick={() => void start()}>
        <KeyRound aria-hidden className="size-4" />
        <Trans>Sign in with a passkey</Trans>
      </Button>
    </div>
  )
}
