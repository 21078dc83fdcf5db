import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useQueryClient } from '@tanstack/react-query'
import { useForm, useWatch } from 'react-hook-form'
import * as z from 'zod/mini'
import { setRole, type ManagedCinema, type Person } from '@/api'
import { listPeopleQueryKey } from '@/api/@tanstack/react-query.gen'
import { isOfCinemas, roleNames, roleRights, roles } from '@/features/admin/people/roles'
import { FormError } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/field'
import { showProblem } from '@/lib/api/form-problem'
import { Problem, problemText } from '@/lib/api/problem'
import { notify } from '@/lib/browser/notices'

const schema = z.object({ role: z.enum(roles), cinemaIds: z.array(z.string()) }).check(
  z.refine(({ role, cinemaIds }) => !isOfCinemas(role) || cinemaIds.length > 0, {
    error: t`Choose a cinema.`,
    path: ['cinemaIds'],
  }),
)

type RoleFormProps = { person: Person; cinemas: ManagedCinema[]; onDone: () => void }

/** What somebody may do, and of staff and managers where. */
export function RoleForm({ person, cinemas, onDone }: RoleFormProps) {
  const queries = useQueryClient()
  const form = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: {
      role: person.role,
      cinemaIds: person.cinemas.map(({ cinemaId }) => String(cinemaId)),
    },
  })
  const { errors, isSubmitting } = form.formState
  // Beyond those that are listed somebody may have more, which are not to be lost by saving.
  const listed = new Set(cinemas.map(({ cinemaId }) => cinemaId))
  const all = [
    ...cinemas.map(({ cinemaId, name, city }) => ({ cinemaId, name: `${name}, ${city}` })),
    ...person.cinemas.filter(({ cinemaId }) => !listed.has(cinemaId)),
  ]
  const role = useWatch({ control: form.control, name: 'role' })

  const submit = form.handleSubmit(async ({ role, cinemaIds }) => {
    try {
      await setRole({
        path: { userId: person.userId },
        headers: { 'If-Match': person.roleTag },
        body: { role, cinemaIds: isOfCinemas(role) ? cinemaIds.map(Number) : [] },
        throwOnError: true,
      })
      notify(t`${person.displayName}: ${roleNames[role]} from now on.`)
      await queries.invalidateQueries({ queryKey: listPeopleQueryKey() })
      onDone()
    } catch (error) {
      if (error instanceof Problem && error.status === 412) {
        notify(problemText(error), 'danger')
        await queries.invalidateQueries({ queryKey: listPeopleQueryKey() })
        onDone()
        return
      }
      showProblem(error, form.setError, ['role', 'cinemaIds'])
    }
  })

  return (
    <form
      noValidate
      aria-label={t`Role of ${person.displayName}`}
      className="grid max-w-xl grid-cols-1 gap-4 py-2"
      onSubmit={(event) => void submit(event)}
    >
      <FormError message={errors.root?.message} />
      <div className="grid grid-cols-1 gap-1.5">
        <SelectField label={t`Role`} error={errors.role?.message} {...form.register('role')}>
          {roles.map((one) => (
            <option key={one} value={one}>
              {roleNames[one]}
            </option>
          ))}
        </SelectField>
        <p role="status" className="text-sm text-muted">
          {roleRights[role]}
        </p>
      </div>
      {isOfCinemas(role) && (
        <fieldset className="grid min-w-0 grid-cols-1">
          <legend className="mb-1 font-semibold">
            <Trans>Cinemas</Trans>
          </legend>
          {all.map(({ cinemaId, name }) => (
            <label key={cinemaId} className="flex min-h-11 items-center gap-3">
              <input
                type="checkbox"
                value={String(cinemaId)}
                className="size-5 shrink-0 accent-accent"
                {...form.register('cinemaIds')}
              />
              <span className="wrap-anywhere">{name}</span>
            </label>
          ))}
          <FormError message={errors.cinemaIds?.message} />
        </fieldset>
      )}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" look="primary" busy={isSubmitting}>
          <Trans>Save</Trans>
        </Button>
        <Button onClick={onDone}>
          <Trans>Back</Trans>
        </Button>
      </div>
    </form>
  )
}
