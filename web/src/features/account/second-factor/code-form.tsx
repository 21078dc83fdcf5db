import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { finishSignIn } from '@/api'
import { CodeField } from '@/features/account/second-factor/code-field'
import { code } from '@/features/account/second-factor/rules'
import { SessionForm } from '@/features/account/session-form'
import { Button } from '@/components/ui/button'
import type { Problem } from '@/lib/api/problem'
import { formatClock } from '@/lib/format/dates'

const schema = z.object({ code })

type CodeFormProps = {
  challenge: string
  /** What was right so far, where that is no password. */
  lead?: string
  /** The password is to be entered again, for a reason or because one wants to. */
  onEnd: (problem?: Problem) => void
}

/** The second half of a sign-in: a code of the authenticator app, or a recovery code. */
export function CodeForm({ challenge, lead, onEnd }: CodeFormProps) {
  const [recovery, setRecovery] = useState(false)
  const form = useForm({ resolver: standardSchemaResolver(schema), defaultValues: { code: '' } })
  const { errors } = form.formState
  // It takes the place of the field that had the focus.
  useEffect(() => form.setFocus('code'), [form, recovery])

  function takeProblem(problem: Problem): boolean {
    if (problem.code === 'invalid_challenge') onEnd(problem)
    else if (problem.code === 'invalid_code') {
      const message = recovery
        ? t`This is none of your recovery codes, or it was used.`
        : t`This code is wrong, or was used. Wait for the next one.`
      form.setError('code', { message }, { shouldFocus: true })
    } else if (problem.code === 'sign_in_pause') {
      // By the device's own clock, whatever it shows.
      const time = formatClock(Date.now() + (problem.retryAfter ?? 900) * 1000)
      form.setError('root', {
        message: t`Too many wrong codes were tried. You can try again at ${time}.`,
      })
    } else return false
    return true
  }

  return (
    <div className="grid gap-5">
      <p>{lead ?? t`Your password is right. Now show that it is you.`}</p>
      <SessionForm
        form={form}
        start={(body) =>
          finishSignIn({
            body: { challenge, ...body },
            query: { useCookies: true },
            throwOnError: true,
          })
        }
        fields={['code']}
        takesProblem={takeProblem}
        action={t`Sign in`}
        busyAction={t`Signing in…`}
      >
        <CodeField
          key={recovery ? 'recovery' : 'app'}
          recovery={recovery}
          error={errors.code?.message}
          {...form.register('code')}
        />
      </SessionForm>
      <div className="flex flex-wrap gap-3">
        <Button
          look="quiet"
          onClick={() => {
            form.reset()
            setRecovery(!recovery)
          }}
        >
          {recovery ? t`Use a code of the app` : t`Use a recovery code`}
        </Button>
        <Button look="quiet" onClick={() => onEnd()}>
          <Trans>Start again</Trans>
        </Button>
      </div>
    </div>
  )
}
