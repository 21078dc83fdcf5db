import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ManagedCinema, Person } from '@/api'
import {
  endSessionsOfMutation,
  listPeopleQueryKey,
  resetPasswordOfMutation,
} from '@/api/@tanstack/react-query.gen'
import { RoleForm } from '@/features/admin/people/role-form'
import { roleNames } from '@/features/admin/people/roles'
import { Cell, RowHead } from '@/features/admin/shell/data-table'
import { Button } from '@/components/ui/button'
import { problemText } from '@/lib/api/problem'
import { notify } from '@/lib/browser/notices'
import { useSession } from '@/lib/session/session'

type PersonRowProps = { person: Person; cinemas: ManagedCinema[] }

function factorsOf({ hasSecondFactor, passkeys }: Person) {
  if (passkeys === 0) {
    return hasSecondFactor ? t`With a second factor` : t`Without a second factor`
  }

  return hasSecondFactor
    ? t`With a second factor and passkeys`
    : t`With passkeys as a second factor`
}

/** Somebody, what they may do, and how an admin changes it; nobody changes the own role. */
export function PersonRow({ person, cinemas }: PersonRowProps) {
  const queries = useQueryClient()
  const isSelf = useSession().user?.userId === person.userId
  const [editing, setEditing] = useState(false)
  const end = useMutation({
    ...endSessionsOfMutation(),
    onSuccess: () => notify(t`${person.displayName} is signed out everywhere.`),
    onError: (error) => notify(problemText(error), 'danger'),
    onSettled: () => queries.invalidateQueries({ queryKey: listPeopleQueryKey() }),
  })
  const reset = useMutation({
    ...resetPasswordOfMutation(),
    onSuccess: () => notify(t`${person.displayName} gets a mail to set a new password.`),
    onError: (error) => notify(problemText(error), 'danger'),
  })
  const signedIn = plural(person.sessions, {
    0: 'Not signed in',
    one: 'Signed in at # place',
    other: 'Signed in at # places',
  })

  return (
    <>
      <tr className="align-top">
        <RowHead className="min-w-44">
          <span className="wrap-anywhere">{person.displayName}</span>
          <div className="text-sm font-normal wrap-anywhere text-muted">{person.email}</div>
        </RowHead>
        <Cell>{roleNames[person.role]}</Cell>
        <Cell>
          <ul>
            {person.cinemas.map(({ cinemaId, name }) => (
              <li key={cinemaId}>{name}</li>
            ))}
          </ul>
        </Cell>
        <Cell>
          <div>{signedIn}</div>
          <div className="text-sm text-muted">{factorsOf(person)}</div>
        </Cell>
        <Cell>
          {isSelf ? (
            <span className="text-muted">
              <Trans>That is you</Trans>
            </span>
          ) : (
            <div className="flex flex-wrap gap-2">
              <Button aria-expanded={editing} onClick={() => setEditing(!editing)}>
                <Trans>
                  Change<span className="sr-only"> the role of {person.displayName}</span>
                </Trans>
              </Button>
              <Button
                busy={end.isPending || person.sessions === 0}
                onClick={() => end.mutate({ path: { userId: person.userId } })}
              >
                <Trans>
                  Sign out<span className="sr-only"> {person.displayName} everywhere</span>
                </Trans>
              </Button>
              <Button
                busy={reset.isPending}
                onClick={() => reset.mutate({ path: { userId: person.userId } })}
              >
                <Trans>
                  Reset password<span className="sr-only"> of {person.displayName} by mail</span>
                </Trans>
              </Button>
            </div>
          )}
        </Cell>
      </tr>
      {editing && (
        <tr>
          <Cell colSpan={5}>
            <RoleForm person={person} cinemas={cinemas} onDone={() => setEditing(false)} />
          </Cell>
        </tr>
      )}
    </>
  )
}
