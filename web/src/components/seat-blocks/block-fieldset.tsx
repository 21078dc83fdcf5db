import { t } from '@lingui/core/macro'
import type { UseFormReturn } from 'react-hook-form'
import { Field } from '@/components/ui/field'
import type { BlockFields } from './block-fields'

/** Why seats are kept back, and until when. */
export function BlockFieldset({ form }: { form: UseFormReturn<BlockFields> }) {
  const { errors } = form.formState
  return (
    <>
      <Field
        label={t`Reason`}
        hint={t`Staff read it.`}
        maxLength={100}
        autoComplete="off"
        error={errors.reason?.message}
        {...form.register('reason')}
      />
      <Field
        label={t`For sale again on`}
        type="date"
        hint={t`Without a day: not before the show.`}
        error={errors.day?.message}
        {...form.register('day')}
      />
      <Field
        label={t`At`}
        type="time"
        hint={t`By the cinema’s clock.`}
        error={errors.time?.message}
        {...form.register('time')}
      />
    </>
  )
}
