import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useBlocker } from '@tanstack/react-router'
import { useFormState, type Control, type FieldValues } from 'react-hook-form'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'

type UnsavedGuardProps<T extends FieldValues, U> = { control: Control<T, unknown, U> }

/** Asks before what is typed into a form is lost: by a link, by the way back, and by closing the page. */
export function UnsavedGuard<T extends FieldValues, U>({ control }: UnsavedGuardProps<T, U>) {
  const { isDirty } = useFormState({ control })
  const leaving = useBlocker({
    shouldBlockFn: () => isDirty,
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  })
  return (
    <ConfirmDialog
      open={leaving.status === 'blocked'}
      title={t`Leave without saving?`}
      confirmLabel={t`Leave`}
      dismissLabel={t`Stay here`}
      onConfirm={() => leaving.proceed?.()}
      onDismiss={() => leaving.reset?.()}
    >
      <p>
        <Trans>What you typed is not saved yet, and is gone when you leave.</Trans>
      </p>
    </ConfirmDialog>
  )
}
