import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { QRCodeSVG } from 'qrcode.react'
import { useEffect, useRef } from 'react'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { confirmSecondFactor, type SecondFactorSecret } from '@/api'
import { CodeField } from '@/features/account/second-factor/code-field'
import { code } from '@/features/account/second-factor/rules'
import { FormError } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { showProblem } from '@/lib/api/form-problem'

const schema = z.object({ code })

type ConfirmFormProps = { secret: SecondFactorSecret; onCodes: (codes: string[]) => void }

/** The secret, to be scanned or typed, and the code that shows that it arrived. */
export function ConfirmForm({ secret, onCodes }: ConfirmFormProps) {
  const lead = useRef<HTMLParagraphElement>(null)
  const form = useForm({ resolver: standardSchemaResolver(schema), defaultValues: { code: '' } })
  const { errors, isSubmitting } = form.formState
  // It takes the place of the button that had the focus; what to do is read before the field.
  useEffect(() => lead.current?.focus(), [])

  const submit = form.handleSubmit(async (body) => {
    try {
      const { data } = await confirmSecondFactor({ body, throwOnError: true })
      onCodes(data.codes)
    } catch (error) {
      showProblem(error, form.setError, ['code'])
    }
  })

  return (
    <form
      noValidate
      aria-label={t`Confirm your second factor`}
      className="grid grid-cols-1 gap-5"
      onSubmit={(event) => void submit(event)}
    >
      <p ref={lead} tabIndex={-1}>
        <Trans>
          Scan this with an authenticator app, or type the key below into it. Then enter the code
          that it shows.
        </Trans>
      </p>
      {/* White with a quiet zone of four modules in both themes: cameras read dark on light alone. */}
      <QRCodeSVG
        value={secret.uri}
        level="M"
        marginSize={4}
        bgColor="#fff"
        fgColor="#000"
        role="img"
        aria-label={t`QR code for your authenticator app`}
        className="size-56 max-w-full rounded-xl"
      />
      <a href={secret.uri} className="link justify-self-start font-semibold">
        <Trans>Open an app on this device</Trans>
      </a>
      <div className="grid grid-cols-1 gap-1.5">
        <p className="font-semibold" id="second-factor-key">
          <Trans>Key</Trans>
        </p>
        <p
          aria-labelledby="second-factor-key"
          role="group"
          className="rounded-lg bg-raised p-3 font-mono break-all select-all"
        >
          {secret.secret}
        </p>
      </div>
      <FormError message={errors.root?.message} />
      <CodeField error={errors.code?.message} {...form.register('code')} />
      <Button type="submit" look="primary" className="justify-self-start" busy={isSubmitting}>
        <Trans>Switch it on</Trans>
      </Button>
    </form>
  )
}
