import { createFileRoute } from '@tanstack/react-router'
import { ProviderReturnPage } from '@/features/account/providers/provider-return-page'
import { providerAnswer } from '@/lib/browser/provider-answer'

export const Route = createFileRoute('/sign-in_/$provider')({
  validateSearch: providerAnswer,
  component: ProviderReturn,
})

function ProviderReturn() {
  return <ProviderReturnPage provider={Route.useParams().provider} answer={Route.useSearch()} />
}
