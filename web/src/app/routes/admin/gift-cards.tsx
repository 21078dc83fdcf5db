import { createFileRoute } from '@tanstack/react-router'
import { asWritten } from '@/app/return-search'
import { positive } from '@/features/admin/shell/search'
import { GiftCardsPage } from '@/features/admin/giftcards/gift-cards-page'

export const Route = createFileRoute('/admin/gift-cards')({
  validateSearch: asWritten,
  component: GiftCards,
})

function GiftCards() {
  const navigate = Route.useNavigate()
  return (
    <GiftCardsPage
      page={positive(Route.useSearch()['page'])}
      onPage={(page) => void navigate({ search: { page } })}
    />
  )
}
