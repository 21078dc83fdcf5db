import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { addStaff } from '@/api'
import {
  listAllCinemasOptions,
  listStaffOptions,
  listStaffQueryKey,
  removeStaffMutation,
} from '@/api/@tanstack/react-query.gen'
import { FormError } from '@/components/form-frame'
import { Button } from '@/components/ui/button'
import { Field, SelectField } from '@/components/ui/field'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { ResetSecondFactorForm } from '@/features/admin/staff/reset-second-factor-form'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { Cell, DataTable, Head, RowHead } from '@/features/admin/shell/data-table'
import { Pager } from '@/features/admin/shell/pager'
import { showProblem } from '@/lib/api/form-problem'
import { Problem, problemText } from '@/lib/api/problem'
import { email } from '@/lib/browser/form-rules'
import { notify } from '@/lib/browser/notices'

const schema = z.object({ email, cinemaId: z.string().check(z.minLength(1, t`Choose a cinema.`)) })

type StaffPageProps = { page: number | undefined; onPage: (page: number) => void }

/** Who keeps which doors. */
export function StaffPage({ page, onPage }: StaffPageProps) {
  const queries = useQueryClient()
  const staff = useQuery(listStaffOptions({ query: { ...(page && { page }), pageSize: 25 } }))
  const cinemas = useQuery(listAllCinemasOptions({ query: { pageSize: 100 } }))
  const form = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: { email: '', cinemaId: '' },
  })
  const { errors, isSubmitting } = form.formState
  const reread = () => queries.invalidateQueries({ queryKey: listStaffQueryKey() })

  const submit = form.handleSubmit(async ({ email, cinemaId }) => {
    try {
      const { data } = await addStaff({
        body: { email, cinemaId: Number(cinemaId) },
        throwOnError: true,
      })
      form.reset()
      notify(t`${data.displayName} works there from now on.`)
      await reread()
    } catch (error) {
      if (error instanceof Problem && error.status === 404)
        form.setError('email', { message: error.detail }, { shouldFocus: true })
      else showProblem(error, form.setError, ['email', 'cinemaId'])
    }
  })

  const remove = useMutation({
    ...removeStaffMutation(),
    onError: (error) => notify(problemText(error), 'danger'),
    onSettled: reread,
  })

  return (
    <AdminPage title={t`Staff`} lead={t`Who lets people in, and at which cinemas.`}>
      <form
        noValidate
        aria-label={t`Add staff`}
        className="grid max-w-3xl grid-cols-1 items-start gap-4 sm:grid-cols-[1fr_1fr_auto]"
        onSubmit={(event) => void submit(event)}
      >
        {errors.root && (
          <div className="sm:col-span-3">
            <FormError message={errors.root.message} />
          </div>
        )}
        <Field
          label={t`Email of their account`}
          type="email"
          autoComplete="off"
          error={errors.email?.message}
          {...form.register('email')}
        />
        <SelectField
          label={t`Cinema`}
          error={errors.cinemaId?.message}
          {...form.register('cinemaId')}
        >
          <option value="">
            <Trans>Choose a cinema</Trans>
          </option>
          {cinemas.data?.items.map((cinema) => (
            <option key={cinema.cinemaId} value={cinema.cinemaId}>
              {cinema.name}
            </option>
          ))}
        </SelectField>
        <Button type="submit" look="primary" busy={isSubmitting} className="sm:mt-7.5">
          <Trans>Add</Trans>
        </Button>
      </form>
      {staff.isError && <ErrorPanel error={staff.error} onRetry={() => void staff.refetch()} />}
      {staff.isPending && (
        <Loading label={t`Looking for staff`}>
          <Skeleton className="h-40" />
        </Loading>
      )}
      {staff.data?.items.length === 0 && (
        <EmptyPanel title={t`Nobody yet`}>
          <Trans>
            Add somebody who has an account. Managers keep every door without being listed.
          </Trans>
        </EmptyPanel>
      )}
      {staff.data && staff.data.items.length > 0 && (
        <>
          <DataTable
            caption={t`Staff`}
            busy={staff.isFetching}
            head={
              <>
                <Head>
                  <Trans>Who</Trans>
                </Head>
                <Head>
                  <Trans>Cinemas</Trans>
                </Head>
              </>
            }
          >
            {staff.data.items.map((member) => (
              <tr key={member.userId} className="align-top">
                <RowHead>
                  <span className="wrap-anywhere">{member.displayName}</span>
                  <div className="text-sm font-normal wrap-anywhere text-muted">{member.email}</div>
                </RowHead>
                <Cell>
                  <ul className="grid gap-2">
                    {member.cinemas.map((cinema) => (
                      <li key={cinema.cinemaId} className="flex flex-wrap items-center gap-3">
                        {cinema.name}
                        <Button
                          busy={remove.isPending}
                          onClick={() =>
                            remove.mutate({
                              path: { userId: member.userId, cinemaId: cinema.cinemaId },
                            })
                          }
                        >
                          <Trans>
                            Remove
                            <span className="sr-only">
                              {' '}
                              {member.displayName} from {cinema.name}
                            </span>
                          </Trans>
                        </Button>
                      </li>
                    ))}
                  </ul>
                </Cell>
              </tr>
            ))}
          </DataTable>
          <Pager {...staff.data} onPage={onPage} />
        </>
      )}
      <ResetSecondFactorForm />
    </AdminPage>
  )
}
