import { createFileRoute } from '@tanstack/react-router'
import { asWritten } from '@/app/return-search'
import { CinemasPage } from '@/features/admin/cinemas/cinemas-page'

export const Route = createFileRoute('/admin/cinemas')({
  validateSearch: asWritten,
  component: Cinemas,
})

function Cinemas() {
  const navigate = Route.useNavigate()
  return (
    <CinemasPage written={Route.useSearch()} onSearch={(search) => void navigate({ search })} />
  )
}
