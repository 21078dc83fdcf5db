import { createFileRoute } from '@tanstack/react-router'
import { returnSearch, skipWhenSignedIn } from '@/app/return-search'
import { SignInPage } from '@/features/account/sign-in-page'

export const Route = createFileRoute('/sign-in')({
  validateSearch: returnSearch,
  beforeLoad: skipWhenSignedIn,
  component: SignIn,
})

function SignIn() {
  return <SignInPage returnTo={Route.useSearch().redirect} />
}
