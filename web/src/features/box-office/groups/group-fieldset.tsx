import { t } from '@lingui/core/macro'
import type { UseFormReturn } from 'react-hook-form'
import { Field } from '@/components/ui/field'
import type { GroupFields } from './group-fields'

/** The fields of a group, new or changed. */
export function GroupFieldset({ form }: { form: UseFormReturn<GroupFields> }) {
  const { errors } = form.formState
  return (
    <>
      <Field
        label={t`Group`}
        hint={t`Such as a school and its class.`}
        maxLength={100}
        autoComplete="off"
        error={errors.name?.message}
        {...form.register('name')}
      />
      <Field
        label={t`Contact`}
        hint={t`An email address or a phone number, if you want. It is deleted a day after the show.`}
        maxLength={254}
        autoComplete="off"
        error={errors.contact?.message}
        {...form.register('contact')}
      />
      <div className="grid grid-cols-1 items-start gap-3 min-[26rem]:grid-cols-2">
        <Field
          label={t`Kept until`}
          type="date"
          error={errors.day?.message}
          {...form.register('day')}
        />
        <Field
          label={t`Time`}
          type="time"
          error={errors.time?.message}
          {...form.register('time')}
        />
      </div>
    </>
  )
}
