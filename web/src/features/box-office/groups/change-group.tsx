import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useForm } from 'react-hook-form'
import { changeGroup, type GroupBooking } from '@/api'
import { FormError } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { notify } from '@/lib/browser/notices'
import { endFields, groupFields, showGroupProblem, toBody, type GroupFields } from './group-fields'
import { GroupFieldset } from './group-fieldset'
import { GroupTask } from './group-task'

type ChangeGroupProps = { group: GroupBooking; zone: string; onDone: () => void }

/** Another name or contact, and until when what is left is kept. */
export function ChangeGroup({ group, zone, onDone }: ChangeGroupProps) {
  const form = useForm<GroupFields>({
    resolver: standardSchemaResolver(groupFields),
    defaultValues: {
      name: group.name,
      contact: group.contact ?? '',
      ...(group.until ? endFields(group.until) : { day: '', time: '' }),
    },
  })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (fields) => {
    const body = toBody(fields, zone)
    if (body.until === '') return form.setError('time', { message: t`Choose a time.` })
    try {
      await changeGroup({ path: { groupId: group.groupId }, body, throwOnError: true })
      notify(t`Saved.`)
      onDone()
    } catch (error) {
      showGroupProblem(error, form.setError)
    }
  })

  return (
    <GroupTask title={t`Change ${group.name}`} group={group} onBack={onDone}>
      <form noValidate className="grid grid-cols-1 gap-4" onSubmit={(event) => void submit(event)}>
        <GroupFieldset form={form} />
        <FormError message={errors.root?.message} />
        <Button type="submit" look="primary" busy={isSubmitting}>
          <Trans>Save</Trans>
        </Button>
      </form>
    </GroupTask>
  )
}
