import { createFileRoute } from '@tanstack/react-router'
import { requireDoor } from '@/app/require-session'
import { DoorPage, type DoorSearch } from '@/features/door/door-page'

const id = (value: unknown) =>
  Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : undefined

export const Route = createFileRoute('/door')({
  validateSearch: (search): DoorSearch => ({
    cinema: id(search['cinema']),
    showtime: id(search['showtime']),
  }),
  beforeLoad: requireDoor,
  component: Door,
})

function Door() {
  const navigate = Route.useNavigate()
  return (
    <DoorPage
      search={Route.useSearch()}
      onSearch={(search) => void navigate({ search, replace: true })}
    />
  )
}
