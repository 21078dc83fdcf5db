import { createFileRoute } from '@tanstack/react-router'
import { requireSession } from '@/app/require-session'
import { BoxOfficePage } from '@/features/box-office/box-office-page'
import { views, type BoxOfficeSearch } from '@/features/box-office/search'

const id = (value: unknown) =>
  Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : undefined

export const Route = createFileRoute('/box-office')({
  validateSearch: (search): BoxOfficeSearch => ({
    cinema: id(search['cinema']),
    show: id(search['show']),
    view: views.find((view) => view === search['view']),
  }),
  beforeLoad: requireSession,
  component: BoxOffice,
})

function BoxOffice() {
  const navigate = Route.useNavigate()
  return (
    <BoxOfficePage
      search={Route.useSearch()}
      onSearch={(search) => void navigate({ search, replace: true })}
    />
  )
}
