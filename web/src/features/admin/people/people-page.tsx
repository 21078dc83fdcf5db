import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { listPeopleOptions } from '@/api/@tanstack/react-query.gen'
import { PersonRow } from '@/features/admin/people/person-row'
import { ResetSecondFactorForm } from '@/features/admin/people/reset-second-factor-form'
import { roleNames, roles } from '@/features/admin/people/roles'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { DataTable, Head } from '@/features/admin/shell/data-table'
import { allCinemas } from '@/features/admin/shell/managed-cinema'
import { Pager } from '@/features/admin/shell/pager'
import { SearchField } from '@/features/admin/shell/search-field'
import { oneOf, positive, present, text, type Written } from '@/features/admin/shell/search'
import { SelectField } from '@/components/ui/field'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'

type PeoplePageProps = { written: Written; onSearch: (search: Written) => void }

/** Who may do what, and where. Whom one looks for is in the address. */
export function PeoplePage({ written, onSearch }: PeoplePageProps) {
  const search = {
    q: text(written['q'], 254),
    role: oneOf(roles, written['role']),
    page: positive(written['page']),
  }
  const people = useQuery({
    ...listPeopleOptions({ query: { ...search, pageSize: 25 } }),
    placeholderData: keepPreviousData,
  })
  const cinemas = useQuery(allCinemas)
  const change = (next: Written) => onSearch(present({ ...search, page: undefined, ...next }))

  return (
    <AdminPage
      title={t`People`}
      lead={t`Who may do what, and at which cinemas. Without a search: everybody who works here.`}
    >
      <search className="grid grid-cols-1 items-end gap-3 sm:grid-cols-[minmax(0,24rem)_14rem]">
        <SearchField
          label={t`Name or email address`}
          value={search.q}
          onSearch={(q) => change({ q })}
        />
        <SelectField
          label={t`Role`}
          value={search.role ?? ''}
          onChange={(event) => change({ role: oneOf(roles, event.target.value) })}
        >
          <option value="">
            <Trans>All roles</Trans>
          </option>
          {roles.map((role) => (
            <option key={role} value={role}>
              {roleNames[role]}
            </option>
          ))}
        </SelectField>
      </search>
      {people.isError && <ErrorPanel error={people.error} onRetry={() => void people.refetch()} />}
      {people.isPending && (
        <Loading label={t`Looking for people`}>
          <Skeleton className="h-40" />
        </Loading>
      )}
      {people.data?.items.length === 0 && (
        <EmptyPanel title={t`Nobody found`}>
          <Trans>Who is to work here registers first, and is then found by name or address.</Trans>
        </EmptyPanel>
      )}
      {people.data && people.data.items.length > 0 && (
        <>
          <DataTable
            caption={t`People`}
            busy={people.isFetching}
            head={
              <>
                <Head>
                  <Trans>Who</Trans>
                </Head>
                <Head>
                  <Trans>Role</Trans>
                </Head>
                <Head>
                  <Trans>Cinemas</Trans>
                </Head>
                <Head>
                  <Trans>Sessions</Trans>
                </Head>
                <Head>
                  <Trans>Action</Trans>
                </Head>
              </>
            }
          >
            {people.data.items.map((person) => (
              <PersonRow key={person.userId} person={person} cinemas={cinemas.data?.items ?? []} />
            ))}
          </DataTable>
          <Pager {...people.data} onPage={(page) => onSearch(present({ ...search, page }))} />
        </>
      )}
      <ResetSecondFactorForm />
    </AdminPage>
  )
}
